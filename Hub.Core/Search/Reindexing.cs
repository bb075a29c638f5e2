using Hub.Core.Commerce;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Search;

/// <summary>Writes the entries of contacts and orders that have changed, in the transaction of the change.</summary>
internal static class Reindexing
{
    public static async Task Contacts(HubDb db, Guid workspace, List<Guid> ids, CancellationToken cancellation)
    {
        var rows = await db.Contacts.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ToListAsync(cancellation);
        await Write(db, workspace, SearchSubject.Contact, ids, rows.ConvertAll(Entry), cancellation);
    }

    public static async Task Orders(HubDb db, Guid workspace, List<Guid> ids, CancellationToken cancellation)
    {
        var rows = await db.Orders.Include(row => row.Lines).Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
            .ToListAsync(cancellation);
        await Write(db, workspace, SearchSubject.Order, ids, rows.ConvertAll(Entry), cancellation);
    }

    private static async Task Write(
        HubDb db, Guid workspace, SearchSubject kind, List<Guid> ids, List<SearchEntry?> wanted, CancellationToken cancellation)
    {
        var there = await db.SearchEntries.Where(row => row.WorkspaceId == workspace && row.Kind == kind && ids.Contains(row.SubjectId))
            .ToDictionaryAsync(row => row.SubjectId, cancellation);
        foreach (var entry in wanted.OfType<SearchEntry>())
            if (!there.Remove(entry.SubjectId, out var known))
                db.SearchEntries.Add(entry);
            else
                (known.At, known.SearchWords) = (entry.At, entry.SearchWords);
        db.SearchEntries.RemoveRange(there.Values); // gone, or without a word left
    }

    private static SearchEntry? Entry(Contact row) =>
        Entry(row.WorkspaceId, SearchSubject.Contact, row.Id, row.FirstSeenAt, SearchWords.OfContact(row.DisplayName, row.Phone, row.Email));

    private static SearchEntry? Entry(Order row) => Entry(
        row.WorkspaceId, SearchSubject.Order, row.Id, row.PlacedAt,
        SearchWords.OfOrder(row.Number, row.Lines.OrderBy(line => line.Line).Select(line => (line.ProductCode, line.Name))));

    private static SearchEntry? Entry(Guid workspace, SearchSubject kind, Guid subject, DateTimeOffset at, string? words) =>
        words is null ? null : new SearchEntry { WorkspaceId = workspace, Kind = kind, SubjectId = subject, At = at, SearchWords = words };
}
