using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Search;

/// <summary>
/// Makes what was stored before there was a search findable, and has conversations know of phone numbers that were written in them. Beside
/// everything else, page by page; nodes that do it at once take turns, and whoever starts anew passes over what is done.
/// </summary>
internal static class SearchBacklog
{
    public const string Name = "search";
    private const int AtOnce = 200;
    private static readonly Guid Turn = new("8d0f6c1e-5a52-4c83-9a55-5ea2c4bac106");

    public static async Task Run(HubStore store, CancellationToken cancellation)
    {
        if (!await store.Read(null, db => db.Upgrades.AnyAsync(row => row.Name == Name, cancellation)))
            return;
        foreach (var workspace in await store.Read(null, db => db.Workspaces.Select(row => row.Id).ToListAsync(cancellation)))
        {
            await Each(
                store, workspace, db => db.Messages.Where(row => row.SearchWords == null && row.Text != null),
                (db, rows) => Index(store, db, workspace, rows, cancellation), cancellation);
            await Each(
                store, workspace, db => db.Contacts.Where(row => !db.SearchEntries.Any(
                    entry => entry.WorkspaceId == workspace && entry.Kind == SearchSubject.Contact && entry.SubjectId == row.Id)),
                async (db, rows) => await Reindexing.Contacts(db, workspace, await Ids(rows, cancellation), cancellation), cancellation);
            await Each(
                store, workspace, db => db.Orders.Where(row => !db.SearchEntries.Any(
                    entry => entry.WorkspaceId == workspace && entry.Kind == SearchSubject.Order && entry.SubjectId == row.Id)),
                async (db, rows) => await Reindexing.Orders(db, workspace, await Ids(rows, cancellation), cancellation), cancellation);
        }

        await store.Write(null, null, db => db.Upgrades.Where(row => row.Name == Name).ExecuteDeleteAsync(cancellation), cancellation);
    }

    // By the primary key, so that no page reads again what the pages before it have read.
    private static async Task Each<T>(
        HubStore store, Guid workspace, Func<HubDb, IQueryable<T>> left, Func<HubDb, IQueryable<T>, Task> work, CancellationToken cancellation)
        where T : WorkspaceRow
    {
        var last = Guid.Empty;
        while (true)
        {
            var after = last;
            var page = await store.Read(workspace, db => Ids(
                left(db).Where(row => row.WorkspaceId == workspace && row.Id.CompareTo(after) > 0).OrderBy(row => row.Id).Take(AtOnce), cancellation));
            if (page.Count == 0)
                return;
            await store.Write(
                workspace, Turn, db => work(db, left(db).Where(row => row.WorkspaceId == workspace && page.Contains(row.Id))), cancellation);
            last = page[^1];
        }
    }

    private static async Task Index(HubStore store, HubDb db, Guid workspace, IQueryable<Message> left, CancellationToken cancellation)
    {
        // Nobody may change their text meanwhile.
        await store.Serialize(db, await left.Select(row => row.ConnectionId).Distinct().ToListAsync(cancellation), cancellation);
        var rows = await left.ToListAsync(cancellation);
        foreach (var row in rows)
            row.Text = row.Text; // the words follow from the text
        var phoned = rows.Where(row => row.Direction == MessageDirection.Inbound && PhoneNumbers.Any(row.Text!))
            .Select(row => row.ConversationId).Distinct().ToList();
        await db.Conversations.Where(row => row.WorkspaceId == workspace && phoned.Contains(row.Id) && !row.HasPhone)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.HasPhone, true), cancellation);
    }

    private static Task<List<Guid>> Ids<T>(IQueryable<T> rows, CancellationToken cancellation) where T : WorkspaceRow =>
        rows.Select(row => row.Id).ToListAsync(cancellation);
}
