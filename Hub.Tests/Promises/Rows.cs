using System.Globalization;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>All rows of one workspace, of every table that has one, as lines of text.</summary>
internal static class Rows
{
    public static async Task<IReadOnlyList<string>> Of(HubStore store, Guid workspace)
    {
        await using var db = store.OpenDb();
        await db.Database.OpenConnectionAsync();
        var lines = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(type => type.FindProperty(nameof(WorkspaceRow.WorkspaceId)) is not null))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"select * from {type.GetTableName()} where workspace_id = @workspace";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@workspace", workspace);
            command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                lines.Add($"{type.GetTableName()} " + string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}")));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>Once the background has done all that it had to do.</summary>
    public static async Task<IReadOnlyList<string>> Quiet(HubStore store, Guid workspace, CancellationToken cancellation)
    {
        await HubHost.Until(
            () => store.Read(workspace, async db =>
                await db.WebhookEvents.AnyAsync(row => row.WorkspaceId == workspace && row.State == WebhookEventState.Pending, cancellation)
                || await db.Deliveries.AnyAsync(
                    row => row.WorkspaceId == workspace && (row.State == DeliveryState.Owed || row.State == DeliveryState.Started), cancellation)
                || await db.Lanes.AnyAsync(row => row.WorkspaceId == workspace && row.LeaseUntil != null, cancellation)),
            busy => !busy, cancellation);
        return await Of(store, workspace);
    }

    /// <summary>By table; without the tables that have no ids.</summary>
    public static Dictionary<string, List<Guid>> Ids(IEnumerable<string> rows) => rows
        .Select(row => (Table: row.Split(' ')[0], Id: row.Split(' ', 2)[1].Split('|').FirstOrDefault(field => field.StartsWith("id=", StringComparison.Ordinal))))
        .Where(row => row.Id is not null)
        .GroupBy(row => row.Table, row => Guid.Parse(row.Id![3..]))
        .ToDictionary(table => table.Key, table => table.ToList());

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexStringLower(bytes),
        string text when Guid.TryParseExact(text, "D", out var id) => id.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
