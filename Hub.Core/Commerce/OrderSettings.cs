using Hub.Core.Commerce.Notices;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce;

/// <summary>How a workspace numbers its orders, and what of them it tells its customers. There is no row until somebody orders or sets something.</summary>
public sealed class OrderSettings
{
    public const string UsualPrefix = "DH-";

    public Guid WorkspaceId { get; set; }

    public required string NumberPrefix { get; set; }

    /// <summary>The last that was given out.</summary>
    public int LastNumber { get; set; }

    /// <summary><see cref="NoticeRules"/> as JSON; null: customers are told nothing.</summary>
    public string? Notices { get; set; }
}

internal sealed class OrderSettingsConfiguration : IEntityTypeConfiguration<OrderSettings>
{
    public void Configure(EntityTypeBuilder<OrderSettings> settings) => settings.HasKey(row => row.WorkspaceId);
}

/// <summary>
/// Gives out order numbers such as DH-000123, in the transaction that makes the order: none is lost and none given twice. A cart that came
/// by webhook has a number made of its message instead, so that applying it again on any node gives the same.
/// </summary>
public sealed class OrderNumbers(HubStore store)
{
    public Task<OrderSettings> Get(Guid workspace, CancellationToken cancellation) => store.Read(workspace, async db =>
        await db.OrderSettings.FirstOrDefaultAsync(row => row.WorkspaceId == workspace, cancellation)
            ?? new OrderSettings { WorkspaceId = workspace, NumberPrefix = OrderSettings.UsualPrefix });

    /// <summary>Orders that there are keep their numbers.</summary>
    public Task<OrderSettings> Rename(Caller caller, string prefix, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, null, async db =>
        {
            await Take(db, caller.WorkspaceId, 0, cancellation);
            var row = await db.OrderSettings.SingleAsync(found => found.WorkspaceId == caller.WorkspaceId, cancellation);
            row.NumberPrefix = prefix;
            db.Note(store, caller.WorkspaceId, caller.Actor, "workspace.order_settings_changed", caller.WorkspaceId);
            return row;
        }, cancellation);

    /// <summary>What customers are told from now on.</summary>
    public Task<OrderSettings> Tell(Caller caller, NoticeRules rules, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, null, async db =>
        {
            await Take(db, caller.WorkspaceId, 0, cancellation);
            var row = await db.OrderSettings.SingleAsync(found => found.WorkspaceId == caller.WorkspaceId, cancellation);
            row.Notices = rules.ToJson();
            db.Note(store, caller.WorkspaceId, caller.Actor, "workspace.order_settings_changed", caller.WorkspaceId);
            return row;
        }, cancellation);

    /// <summary>The next one that no order has: people may have used some by hand.</summary>
    internal static async Task<string> Next(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        while (true)
        {
            var last = await Take(db, workspace, 1, cancellation);
            var prefix = await db.OrderSettings.AsNoTracking().Where(row => row.WorkspaceId == workspace).Select(row => row.NumberPrefix)
                .SingleAsync(cancellation);
            var number = $"{prefix}{last:D6}";
            if (!await db.Orders.AnyAsync(row => row.WorkspaceId == workspace && row.Number == number, cancellation))
                return number;
        }
    }

    // One statement, which also holds the row until the transaction ends: whoever comes next waits and counts on.
    private static async Task<int> Take(HubDb db, Guid workspace, int count, CancellationToken cancellation)
    {
        var taken = await db.Database.SqlQuery<int>(
            $"""
            insert into order_settings (workspace_id, number_prefix, last_number) values ({workspace}, {OrderSettings.UsualPrefix}, {count})
            on conflict (workspace_id) do update set last_number = order_settings.last_number + {count}
            returning last_number
            """).ToListAsync(cancellation);
        return taken[0];
    }
}
