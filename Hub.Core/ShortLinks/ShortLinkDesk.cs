using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.ShortLinks;

/// <summary>Short links of a connection. The platform knows of none of them: what is deleted here goes on to open the chat.</summary>
public sealed class ShortLinkDesk(HubStore store, ConnectorRegistry connectors)
{
    public const int LongestName = 100;
    public const int Most = 500;

    // PostgreSQL indexes no value beyond a third of a page.
    private const int LongestRef = 2083;

    /// <returns>Null when the workspace has no such connection, or its platform has no short links.</returns>
    public Task<ShortLinkAnswer?> List(Caller caller, Guid connection, CancellationToken cancellation) =>
        store.Read<ShortLinkAnswer?>(caller.WorkspaceId, async db =>
        {
            if (await Open(db, caller.WorkspaceId, connection, cancellation) is not { } shop)
                return null;
            var links = await db.ShortLinks.Where(row => row.WorkspaceId == caller.WorkspaceId && row.ConnectionId == connection)
                .OrderByDescending(row => row.Id).ToListAsync(cancellation);
            var came = ShortLinkCounts.MayBeSeenBy(caller)
                ? await ShortLinkCounts.Of(db, caller.WorkspaceId, connection, null, cancellation) : null;
            return new ShortLinkAnswer.Listed(
                shop.Platform.ShortLinkRules,
                [.. links.Select(link => Card(shop, link, came is null ? null : came.GetValueOrDefault(link.Ref, ShortLinkCount.None)))]);
        });

    public async Task<ShortLinkAnswer?> Make(Caller caller, Guid connection, string name, ShortLinkDraft draft, CancellationToken cancellation)
    {
        var answer = await Add(caller, connection, name, draft, cancellation);
        if (answer is not ShortLinkAnswer.Made made || !ShortLinkCounts.MayBeSeenBy(caller))
            return answer;
        // Somebody may have come by a ref before the hub had a link of it. Counted once it stands: others wait for the transaction.
        var came = await store.Read(
            caller.WorkspaceId, db => ShortLinkCounts.Of(db, caller.WorkspaceId, connection, draft.Ref, cancellation));
        return new ShortLinkAnswer.Made(made.Link with { Came = came.GetValueOrDefault(draft.Ref, ShortLinkCount.None) });
    }

    private Task<ShortLinkAnswer?> Add(Caller caller, Guid connection, string name, ShortLinkDraft draft, CancellationToken cancellation) =>
        store.Write<ShortLinkAnswer?>(caller.WorkspaceId, connection, async db =>
        {
            if (await Open(db, caller.WorkspaceId, connection, cancellation) is not { } shop)
                return null;
            if (shop.IsOff)
                return new ShortLinkAnswer.Off();
            var problems = await Problems(db, shop, caller.WorkspaceId, connection, name, draft, cancellation);
            if (problems.Count > 0)
                return new ShortLinkAnswer.Invalid(problems);
            var link = new ShortLink
            {
                WorkspaceId = caller.WorkspaceId,
                Id = store.Ids.Next(),
                ConnectionId = connection,
                Name = name,
                Account = draft.Account,
                Ref = draft.Ref,
                Text = draft.Text,
                CreatedAt = store.Now,
            };
            db.ShortLinks.Add(link);
            db.Note(store, caller.WorkspaceId, caller.Actor, "connection.short_link_made", connection);
            return new ShortLinkAnswer.Made(Card(shop, link, null));
        }, cancellation);

    /// <returns>False when there is none.</returns>
    public Task<bool> Delete(Caller caller, Guid connection, Guid id, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, connection, async db =>
        {
            var deleted = await db.ShortLinks
                .Where(row => row.WorkspaceId == caller.WorkspaceId && row.ConnectionId == connection && row.Id == id)
                .ExecuteDeleteAsync(cancellation);
            if (deleted > 0)
                db.Note(store, caller.WorkspaceId, caller.Actor, "connection.short_link_deleted", connection);
            return deleted > 0;
        }, cancellation);

    private static async Task<IReadOnlyList<SettingProblem>> Problems(
        HubDb db, Shop shop, Guid workspace, Guid connection, string name, ShortLinkDraft draft, CancellationToken cancellation)
    {
        var problems = shop.Platform.CheckShortLink(draft).ToList();
        if (name.Length is 0 or > LongestName)
            problems.Add(new SettingProblem("name", ShortLinkTexts.Name));
        if (draft.Ref.Length > LongestRef && !problems.Exists(problem => problem.Field == "ref"))
            problems.Add(new SettingProblem("ref", ShortLinkTexts.AtMost(LongestRef)));
        var refs = await db.ShortLinks.Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection)
            .Select(row => row.Ref).ToListAsync(cancellation);
        if (refs.Contains(draft.Ref))
            problems.Add(new SettingProblem("ref", ShortLinkTexts.Taken));
        if (refs.Count >= Most)
            problems.Add(new SettingProblem("name", ShortLinkTexts.TooMany));
        return problems;
    }

    private static ShortLinkCard Card(Shop shop, ShortLink link, ShortLinkCount? came) => new(
        link, shop.Platform.ShortLink(new ShortLinkDraft(link.Account, link.Ref, link.Text)), came);

    private async Task<Shop?> Open(HubDb db, Guid workspace, Guid connection, CancellationToken cancellation)
    {
        var row = await db.Connections.FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == connection, cancellation);
        return row is not null && connectors.As<IMakeShortLinks>(row.ConnectorId) is { } platform ? new Shop(platform, row.IsOff) : null;
    }

    private sealed record Shop(IMakeShortLinks Platform, bool IsOff);
}

/// <param name="Came">Null for whoever may not see it.</param>
public sealed record ShortLinkCard(ShortLink Link, Uri Address, ShortLinkCount? Came);

/// <summary>Closed.</summary>
public abstract record ShortLinkAnswer
{
    private ShortLinkAnswer()
    {
    }

    /// <summary>The newest first.</summary>
    public sealed record Listed(ShortLinkRules Rules, IReadOnlyList<ShortLinkCard> Links) : ShortLinkAnswer;

    public sealed record Made(ShortLinkCard Link) : ShortLinkAnswer;

    public sealed record Invalid(IReadOnlyList<SettingProblem> Problems) : ShortLinkAnswer;

    /// <summary>The connection is switched off or disconnected: nobody here would hear of who comes.</summary>
    public sealed record Off : ShortLinkAnswer;
}
