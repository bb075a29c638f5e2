using System.Text.Json;
using System.Xml.Linq;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.CalDav;

/// <summary>
/// Reads what has changed in the calendar since a sync token (RFC 6578). When the server does not take the token, or has none, it reads all
/// of the hub's events, page by page, and says which are there. Other people's events are never fetched: the hub's are told by their names.
/// </summary>
internal sealed class CalDavChanges(CalDavClient client)
{
    private const int EventsPerCall = 50; // what calendar programs fetch at once
    private const string Last = "\uffff";
    private const int FewRefusals = 3;

    public Task<PollPage<CrmChange>> Pull(string? cursor, PollBudget budget, CancellationToken cancellation) => Cursor.Read(cursor) switch
    {
        { Calendar: { } read } when read != client.Calendar => Anew(budget, cancellation), // a token is of one calendar
        { Token: { } token, Rest: { Count: > 0 } rest } => GoOn(token, rest, budget.Calls, cancellation),
        { Token: { } token, After: null, Refusals: var refusals } => Since(token, refusals, budget, cancellation),
        { After: { } after, Token: var next } => All(after, next, budget.Calls - 1, cancellation),
        _ => Anew(budget, cancellation),
    };

    private async Task<PollPage<CrmChange>> Since(string token, int refusals, PollBudget budget, CancellationToken cancellation)
    {
        var answer = await client.Ask("REPORT", new XElement(
            DavXml.Dav + "sync-collection", new XElement(DavXml.Dav + "sync-token", token), new XElement(DavXml.Dav + "sync-level", 1),
            new XElement(DavXml.Dav + "prop", new XElement(DavXml.Dav + "getetag"))).ToString(), null, cancellation);
        // Servers refuse a token in many ways, and one that is refused once is refused for ever.
        if ((int)answer.Status is >= 400 and < 500 and not (401 or 404 or 408 or 429))
            return await Anew(budget, cancellation);
        if ((int)answer.Status >= 500 && await IsWell(cancellation))
            return await Refused(token, refusals + 1, budget, cancellation);
        if (Failed(answer, out var page))
            return page;
        if (DavXml.Read(answer.Body) is not { } changes || changes.Element(DavXml.Dav + "sync-token")?.Value is not { Length: > 0 } next)
            return Unreadable();
        var resources = DavXml.Resources(changes).ToList();
        var mine = resources.Where(found => CalDavClient.KeyOf(found.Href) is not null).ToList();
        var items = mine.Where(found => found.IsGone).Select(found => Gone(found.Href)).ToList<CrmChange>();
        var changed = mine.Where(found => !found.IsGone).Select(found => found.Href).ToList();
        var these = changed.Take(Math.Max(1, budget.Calls - 1) * EventsPerCall).ToList();
        var fetched = await Fetch(these, cancellation);
        if (fetched.Failure is { } failure)
            return new PollPage<CrmChange>(failure, []);
        var rest = changed[these.Count..];
        // The calendar itself with 507: there is more than the server tells at once, and the token goes on after what it told.
        return new PollPage<CrmChange>(
            new Outcome.Accepted(), [.. items, .. fetched.Changes], new Cursor(next, null, client.Calendar, rest.Count > 0 ? rest : null).ToString(),
            rest.Count > 0 || (next != token && resources.Exists(found => found.Status == 507)));
    }

    // A server that fails over a token that it has lost, and answers all else, would fail over it for ever. Not at once: it may be busy.
    private Task<PollPage<CrmChange>> Refused(string token, int refusals, PollBudget budget, CancellationToken cancellation) =>
        refusals >= FewRefusals
            ? Anew(budget with { Calls = budget.Calls - 2 }, cancellation)
            : Task.FromResult(new PollPage<CrmChange>(
                new Outcome.Accepted(), [], new Cursor(token, null, client.Calendar) { Refusals = refusals }.ToString()));

    private async Task<bool> IsWell(CancellationToken cancellation) => (await AskToken(cancellation)).Failure is null;

    // What the token has told and there was no time to fetch.
    private async Task<PollPage<CrmChange>> GoOn(string token, IReadOnlyList<string> hrefs, int calls, CancellationToken cancellation)
    {
        var these = hrefs.Take(Math.Max(1, calls) * EventsPerCall).ToList();
        var fetched = await Fetch(these, cancellation);
        if (fetched.Failure is { } failure)
            return new PollPage<CrmChange>(failure, []);
        var rest = hrefs.Skip(these.Count).ToList();
        return new PollPage<CrmChange>(
            new Outcome.Accepted(), fetched.Changes, new Cursor(token, null, client.Calendar, rest.Count > 0 ? rest : null).ToString(), true);
    }

    // The token first: what changes while all is read is told by it.
    private async Task<PollPage<CrmChange>> Anew(PollBudget budget, CancellationToken cancellation)
    {
        var answer = await AskToken(cancellation);
        if (Failed(answer, out var page))
            return page;
        return DavXml.Read(answer.Body) is { } found
            ? await All(client.Calendar, DavXml.Property(found, DavXml.Dav + "sync-token"), budget.Calls - 2, cancellation)
            : Unreadable();
    }

    private Task<CalDavAnswer> AskToken(CancellationToken cancellation) =>
        client.Ask("PROPFIND", """<propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>""", 0, cancellation);

    private async Task<PollPage<CrmChange>> All(string after, string? token, int calls, CancellationToken cancellation)
    {
        var answer = await client.Ask("PROPFIND", """<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>""", 1, cancellation);
        if (Failed(answer, out var page))
            return page;
        if (DavXml.Read(answer.Body) is not { } listed)
            return Unreadable();
        var resources = DavXml.Resources(listed).ToList();
        // A part, or something else than this calendar: what it does not name need not be gone.
        if (resources.Exists(found => found.Status == 507) || !resources.Exists(found => found.Status is null or 200 && client.IsItself(found.Href)))
            return new PollPage<CrmChange>(new Outcome.Transient(new Reason("caldav/part-listed")), []);
        var there = resources.Where(found => !found.IsGone && CalDavClient.KeyOf(found.Href) is not null)
            .Select(found => (Id: PathOf(found.Href), found.Href)).Where(found => string.CompareOrdinal(found.Id, after) > 0)
            .OrderBy(found => found.Id, StringComparer.Ordinal).ToList();
        var these = there.Take(Math.Max(1, calls) * EventsPerCall).ToList();
        var fetched = await Fetch(these.ConvertAll(found => found.Href), cancellation);
        if (fetched.Failure is { } failure)
            return new PollPage<CrmChange>(failure, []);
        var isMore = these.Count < there.Count;
        var upTo = isMore ? these[^1].Id : client.Calendar + Last;
        return new PollPage<CrmChange>(
            new Outcome.Accepted(), [new CrmListing(CrmEntity.Booking, after, upTo, these.ConvertAll(found => found.Id)), .. fetched.Changes],
            new Cursor(token, isMore ? upTo : null, client.Calendar).ToString(), isMore);
    }

    private async Task<(List<CrmChange> Changes, Outcome? Failure)> Fetch(List<string> hrefs, CancellationToken cancellation)
    {
        var changes = new List<CrmChange>();
        foreach (var some in hrefs.Chunk(EventsPerCall))
            if (await Fetch(some, changes, cancellation) is { } failure)
                return ([], failure);
        return (changes, null);
    }

    private async Task<Outcome?> Fetch(string[] hrefs, List<CrmChange> changes, CancellationToken cancellation)
    {
        var answer = await client.Ask("REPORT", new XElement(
            DavXml.CalDav + "calendar-multiget",
            new XElement(DavXml.Dav + "prop", new XElement(DavXml.Dav + "getetag"), new XElement(DavXml.CalDav + "calendar-data")),
            hrefs.Select(href => new XElement(DavXml.Dav + "href", href))).ToString(), 1, cancellation);
        if (answer.IsTooLarge && hrefs.Length == 1)
            return null; // somebody has put a film into it: one event must not hold up all others
        if (answer.IsTooLarge)
            return await Fetch(hrefs[..(hrefs.Length / 2)], changes, cancellation) ?? await Fetch(hrefs[(hrefs.Length / 2)..], changes, cancellation);
        if (Failed(answer, out var page))
            return page.Outcome;
        if (DavXml.Read(answer.Body) is not { } events)
            return Unreadable().Outcome;
        changes.AddRange(DavXml.Resources(events).Where(found => CalDavClient.KeyOf(found.Href) is not null)
            .Select(found => found.IsGone ? (CrmChange?)Gone(found.Href) : Change(found)).OfType<CrmChange>());
        return null;
    }

    // What somebody else put in the place of a booking says nothing of it.
    private CrmBookingChange? Change(DavResource found) =>
        found.Data is { } text && BookingEvent.Read(text, CalDavClient.KeyOf(found.Href)!) is { } calendar
            ? BookingEvent.Told(calendar, CalDavClient.KeyOf(found.Href)!, PathOf(found.Href)) with { Version = found.ETag }
            : null;

    private CrmGone Gone(string href) => new(CrmEntity.Booking, PathOf(href));

    // As the hub has written it, whatever way the server writes addresses.
    private string PathOf(string href) => client.PathOf(CalDavClient.KeyOf(href)!);

    private bool Failed(CalDavAnswer answer, out PollPage<CrmChange> page)
    {
        var failure = answer.Status == System.Net.HttpStatusCode.NotFound ? CalDavClient.NoCalendar(client.Calendar) : answer.Failure;
        page = new PollPage<CrmChange>(failure ?? new Outcome.Accepted(), []);
        return failure is not null;
    }

    private static PollPage<CrmChange> Unreadable() => new(new Outcome.Transient(new Reason("caldav/unreadable")), []);

    /// <param name="Token">Of what was read; while all is read, from when on the next read goes on.</param>
    /// <param name="After">Set while all is read: the last event that was.</param>
    /// <param name="Calendar">Where; null in cursors from before it was noted.</param>
    /// <param name="Rest">What has changed up to the token and was not fetched yet.</param>
    private sealed record Cursor(string? Token, string? After, string? Calendar = null, IReadOnlyList<string>? Rest = null)
    {
        /// <summary>How often in a row the server has failed over the token.</summary>
        public int Refusals { get; init; }

        public static Cursor? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<Cursor>(text);

        public override string ToString() => JsonSerializer.Serialize(this);
    }
}
