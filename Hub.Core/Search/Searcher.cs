using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Search;

/// <summary>
/// Finds messages, contacts and orders by their words, within what the caller sees: the newest first, never ranked, the same on both
/// databases.
/// </summary>
public sealed class Searcher(HubStore store)
{
    /// <summary>So many, the newest, are looked at when a list is asked for by words.</summary>
    private const int MostListed = 1000;

    /// <summary>Whoever sees no more than so many conversations, contacts or orders: these are looked through, instead of the hits of all.</summary>
    private const int MostOwn = 2000;

    /// <summary>So many messages are read rather than the lists of all the words that begin with a letter or two.</summary>
    private const int MostRead = 2000;

    public Task<List<MessageHit>> Messages(
        Caller caller, SearchQuery query, (DateTimeOffset At, Guid Id)? after, int take, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, async db =>
        {
            var visible = db.Conversations.VisibleTo(caller);
            var (longer, hasMany) = (query.WithoutShortBeginning, false); // looks only grow: many in one are many in those that follow
            var rows = await Own(caller, visible.Select(row => row.Id), cancellation) is { } own
                ? await Page(SearchIndex.With(db.Messages, "messages", query).Where(row => own.Contains(row.ConversationId)), take)
                : await Walk(query, await Newest(), take, async (spans, left) =>
                    longer is not null && !hasMany && await Read(Within(longer, spans)) is { } read
                        ? await Page(db.Messages.Where(row => read.Contains(row.Id)), left)
                        : await Page(Within(query, spans), left));
            return await Hits(db, caller.WorkspaceId, query, rows, cancellation);

            async Task<DateTimeOffset?> Newest()
            {
                await SearchIndex.Use(db, cancellation);
                return after?.At ?? await db.Conversations.Where(row => row.WorkspaceId == caller.WorkspaceId)
                    .MaxAsync(row => (DateTimeOffset?)row.LastActivityAt, cancellation);
            }

            IQueryable<Message> Within(SearchQuery sought, SpanRange spans)
            {
                var found = SearchIndex.Messages(db, caller.WorkspaceId, sought, spans).Where(row => row.OccurredAt <= spans.UntilTime);
                return caller.Sees == VisibilityScope.All ? found : found.Where(row => visible.Any(thread => thread.Id == row.ConversationId));
            }

            // Null when they are too many to read.
            async Task<List<Guid>?> Read(IQueryable<Message> found)
            {
                var read = await Here(found).Select(row => new { row.Id, row.SearchWords }).Take(MostRead + 1).ToListAsync(cancellation);
                hasMany = read.Count > MostRead;
                return hasMany ? null : [.. read.Where(row => query.IsIn(row.SearchWords!)).Select(row => row.Id)];
            }

            Task<List<Message>> Page(IQueryable<Message> found, int left) => Here(found)
                .OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.Id).Take(left).ToListAsync(cancellation);

            IQueryable<Message> Here(IQueryable<Message> found)
            {
                found = found.Where(row => row.WorkspaceId == caller.WorkspaceId);
                return after is { At: var at, Id: var id }
                    ? found.Where(row => row.OccurredAt < at || (row.OccurredAt == at && row.Id.CompareTo(id) < 0))
                    : found;
            }
        });

    public Task<List<Contact>> Contacts(
        Caller caller, SearchQuery query, (DateTimeOffset At, Guid Id)? after, int take, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, async db =>
        {
            var ids = await Subjects(
                db, caller, SearchSubject.Contact, query, after, take, db.Contacts.VisibleTo(db, caller).Select(row => row.Id), cancellation);
            var rows = await db.Contacts.Where(row => row.WorkspaceId == caller.WorkspaceId && ids.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, cancellation);
            return ids.Where(rows.ContainsKey).Select(id => rows[id]).ToList();
        });

    public Task<List<Order>> Orders(
        Caller caller, SearchQuery query, (DateTimeOffset At, Guid Id)? after, int take, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, async db =>
        {
            var ids = await Subjects(
                db, caller, SearchSubject.Order, query, after, take, db.Orders.VisibleTo(db, caller).Select(row => row.Id), cancellation);
            var rows = await db.Orders.Include(row => row.Lines).Where(row => row.WorkspaceId == caller.WorkspaceId && ids.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, cancellation);
            return ids.Where(rows.ContainsKey).Select(id => rows[id]).ToList();
        });

    /// <summary>Contacts whose conversations a list that is asked for by words shows.</summary>
    public Task<List<Guid>> ContactIds(Caller caller, SearchQuery query, CancellationToken cancellation) => store.Read(
        caller.WorkspaceId, db => Subjects(
            db, caller, SearchSubject.Contact, query, null, MostListed, db.Contacts.VisibleTo(db, caller).Select(row => row.Id), cancellation));

    /// <summary>Orders that a list that is asked for by words shows.</summary>
    public Task<List<Guid>> OrderIds(Caller caller, SearchQuery query, CancellationToken cancellation) => store.Read(
        caller.WorkspaceId, db => Subjects(
            db, caller, SearchSubject.Order, query, null, MostListed, db.Orders.VisibleTo(db, caller).Select(row => row.Id), cancellation));

    private async Task<List<Guid>> Subjects(
        HubDb db, Caller caller, SearchSubject kind, SearchQuery query, (DateTimeOffset At, Guid Id)? after, int take, IQueryable<Guid> visible,
        CancellationToken cancellation)
    {
        if (await Own(caller, visible, cancellation) is { } own)
            return await Page(SearchIndex.With(db.SearchEntries, "search_entries", query).Where(row => own.Contains(row.SubjectId)), take);
        await SearchIndex.Use(db, cancellation);
        var newest = after?.At ?? await db.SearchEntries.Where(row => row.WorkspaceId == caller.WorkspaceId && row.Kind == kind)
            .MaxAsync(row => (DateTimeOffset?)row.At, cancellation);
        return await Walk(query, newest, take, (spans, left) =>
        {
            var found = SearchIndex.Entries(db, caller.WorkspaceId, query, spans).Where(row => row.At <= spans.UntilTime);
            return Page(caller.Sees == VisibilityScope.All ? found : found.Where(row => visible.Contains(row.SubjectId)), left);
        });

        Task<List<Guid>> Page(IQueryable<SearchEntry> found, int left)
        {
            found = found.Where(row => row.WorkspaceId == caller.WorkspaceId && row.Kind == kind);
            if (after is { At: var at, Id: var id })
                found = found.Where(row => row.At < at || (row.At == at && row.SubjectId.CompareTo(id) < 0));
            return found.OrderByDescending(row => row.At).ThenByDescending(row => row.SubjectId).Take(left).Select(row => row.SubjectId)
                .ToListAsync(cancellation);
        }
    }

    // A common word has more hits in a workspace than an agent has conversations: what is theirs is then quicker to look through.
    private static async Task<List<Guid>?> Own(Caller caller, IQueryable<Guid> visible, CancellationToken cancellation)
    {
        if (caller.Sees == VisibilityScope.All)
            return null;
        var ids = await visible.Take(MostOwn + 1).ToListAsync(cancellation);
        return ids.Count > MostOwn ? null : ids;
    }

    // Span after span from the newest: those before a span are all older, so the first that fill the page are the newest of all.
    private async Task<List<T>> Walk<T>(SearchQuery query, DateTimeOffset? newest, int take, Func<SpanRange, int, Task<List<T>>> look)
    {
        var found = new List<T>();
        if (newest is not { } from)
            return found;
        foreach (var spans in SearchIndex.Back(from, store.Now, query))
        {
            found.AddRange(await look(spans, take - found.Count));
            if (found.Count >= take)
                break;
        }

        return found;
    }

    private static async Task<List<MessageHit>> Hits(
        HubDb db, Guid workspace, SearchQuery query, List<Message> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.ConversationId).Distinct().ToList();
        var contacts = await db.Conversations.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
            .Join(db.Contacts, row => new { row.WorkspaceId, Id = row.ContactId }, contact => new { contact.WorkspaceId, contact.Id },
                (row, contact) => new { row.Id, row.ContactId, contact.DisplayName })
            .ToDictionaryAsync(row => row.Id, cancellation);
        return rows.ConvertAll(row =>
        {
            var contact = contacts.GetValueOrDefault(row.ConversationId);
            return new MessageHit(
                row.Id, row.ConversationId, contact?.ContactId, contact?.DisplayName, row.Direction, row.OccurredAt,
                SearchSnippet.Of(row.Text ?? "", query));
        });
    }
}

public sealed record MessageHit(
    Guid Id, Guid ConversationId, Guid? ContactId, string? ContactName, MessageDirection Direction, DateTimeOffset At, SearchSnippet Snippet)
{
    public override string ToString() => $"MessageHit({Id})";
}
