using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Search;

/// <summary>
/// Makes what was stored before there was a search findable, and has conversations know of phone numbers that were written in them. Goes on where a process that died has stopped.
/// </summary>
internal static class SearchBacklog
{
    public const string Name = "search";
    private const int AtOnce = 500;

    public static async Task Run(HubStore store, CancellationToken cancellation)
    {
        if (!await store.Read(null, db => db.Upgrades.AnyAsync(row => row.Name == Name, cancellation)))
            return;
        await Each(store, db => db.Messages.Where(row => row.Text != null), IndexMessages, cancellation);
        await Each(store, db => db.Contacts, (db, ids) => ByWorkspace(ids, (workspace, rows) => Reindexing.Contacts(db, workspace, rows, cancellation)), cancellation);
        await Each(store, db => db.Orders, (db, ids) => ByWorkspace(ids, (workspace, rows) => Reindexing.Orders(db, workspace, rows, cancellation)), cancellation);
        await store.Write(null, null, db => db.Upgrades.Where(row => row.Name == Name).ExecuteDeleteAsync(cancellation), cancellation);
    }

    private static async Task Each<T>(
        HubStore store, Func<HubDb, IQueryable<T>> rows, Func<HubDb, List<(Guid Workspace, Guid Id)>, Task> work, CancellationToken cancellation)
        where T : WorkspaceRow
    {
        var last = Guid.Empty;
        while (true)
        {
            var after = last;
            var page = await store.Read(null, db => rows(db).Where(row => row.Id.CompareTo(after) > 0).OrderBy(row => row.Id).Take(AtOnce)
                .Select(row => new { row.WorkspaceId, row.Id }).ToListAsync(cancellation));
            if (page.Count == 0)
                return;
            await store.Write(null, null, db => work(db, page.ConvertAll(row => (row.WorkspaceId, row.Id))), cancellation);
            last = page[^1].Id;
        }
    }

    private static Task IndexMessages(HubDb db, List<(Guid Workspace, Guid Id)> page) => ByWorkspace(page, async (workspace, ids) =>
    {
        var rows = await db.Messages.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ToListAsync();
        foreach (var row in rows)
            row.Text = row.Text; // the words follow from the text
        var phoned = rows.Where(row => row.Direction == MessageDirection.Inbound && PhoneNumbers.Any(row.Text!))
            .Select(row => row.ConversationId).Distinct().ToList();
        await db.Conversations.Where(row => row.WorkspaceId == workspace && phoned.Contains(row.Id) && !row.HasPhone)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.HasPhone, true));
    });

    private static async Task ByWorkspace(List<(Guid Workspace, Guid Id)> page, Func<Guid, List<Guid>, Task> work)
    {
        foreach (var group in page.GroupBy(row => row.Workspace, row => row.Id))
            await work(group.Key, [.. group]);
    }
}
