using System.Globalization;
using System.Net;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>
/// What people have changed in the hub's records of a portal. A search by the time of the last change says which those are; what they say is read
/// from the records themselves, since the search's index is late and would tell the hub what it has long written over. Each type has a mark of its own.
/// </summary>
internal sealed class HubSpotChanges(HubSpotClient client, HubSpotSettings settings, Func<Task> pace, TimeProvider clock)
{
    public const int PageSize = 200;

    /// <summary>A search has no page beyond these; the next one begins at the last time that was seen.</summary>
    public const int MostFound = 10_000;
    private const int CallsPerPage = 3; // a search, and its records in hundreds
    private static readonly HubSpotObject[] Types = Enum.GetValues<HubSpotObject>();

    public async Task<PollPage<CrmChange>> Pull(string? text, PollBudget budget, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var cursor = text is null ? null : JsonSerializer.Deserialize<Cursor>(text);
        var pulled = new Pulled(cursor?.Marks ?? [], ReadMark.From((budget.Since ?? now) - settings.SearchLag, now));
        var pages = Math.Max(1, budget.Calls / (CallsPerPage * Types.Length));
        foreach (var type in Types.OrderBy(type => type < (cursor?.First ?? 0))) // round, from where the last one got stuck
        {
            if (await Read(type, pages, pulled, cancellation) is not { } failure)
                continue;
            if (failure is Outcome.Misconfigured or Outcome.Rejected)
                pulled.Leave(type, failure.Because!);
            // What was read is not read again for it; and the next pull meets this first, so that it is heard.
            else
                return pulled.Pages == 0 ? new PollPage<CrmChange>(failure, []) : pulled.Page(type);
        }

        return pulled.Page(null);
    }

    private async Task<Outcome?> Read(HubSpotObject type, int pages, Pulled pulled, CancellationToken cancellation)
    {
        var mark = pulled.MarkOf(type).Begin(clock.GetUtcNow(), settings.SearchLag);
        for (var page = 0; page < pages && mark.Look is { } look; page++)
        {
            await pace();
            var answer = await client.Search(type, Body(type, look), cancellation);
            if (answer.Failure is { } failure)
                return answer.Status == HttpStatusCode.Forbidden ? MayNot(type, failure) : failure;
            var found = (answer.Value!.Results ?? []).OfType<BatchRow>()
                .Select(row => (Id: row.Id.AsText(), At: HubSpotTold.Moment(row.Values()(settings.ChangedOf(type))))).ToList();
            if (found.Exists(row => row.Id is null || row.At is null))
                return new Outcome.Rejected(new Reason("hubspot/unreadable", settings.ChangedOf(type)));
            if (!found.Select(row => row.At).SequenceEqual(found.Select(row => row.At).Order()))
                return new Outcome.Rejected(new Reason("hubspot/unsorted", type.Path())); // to go on from its end would pass over the rest
            if (await Tell(type, [.. found.Select(row => row.Id!).Where(id => pulled.IsNew(type, id))], pulled, cancellation) is { } untold)
                return untold;
            var next = Next(look, found.ConvertAll(row => row.At!.Value.UtcDateTime), answer.Value.Paging?.Next?.After, out var isCut);
            if (isCut)
                pulled.Cut(new Reason("hubspot/too-many-at-once", type.Path()));
            mark = mark.Seen(found.Select(row => row.At!.Value.UtcDateTime), next, clock.GetUtcNow());
            pulled.Advance(type, mark);
        }

        return null;
    }

    private async Task<Outcome?> Tell(HubSpotObject type, string[] ids, Pulled pulled, CancellationToken cancellation)
    {
        var key = settings.KeyOf(type);
        var changes = new List<CrmChange>();
        foreach (var some in ids.Chunk(HubSpotBatch.MaxRows))
        {
            var answer = await client.Read(type, ReadBody.Of([.. type.Told(), key], some), cancellation);
            if (answer.Failure is { } failure)
                return answer.Status == HttpStatusCode.Forbidden ? MayNot(type, failure) : failure;
            foreach (var row in (answer.Value!.Results ?? []).OfType<BatchRow>())
                if (row.Id.AsText() is { } id && row.Values()(key) is { Length: > 0 } && HubSpotTold.Change(type, id, row.Values()) is { } change)
                    changes.Add(change);
        }

        pulled.Tell(type, ids, changes);
        return null;
    }

    // Only records with the hub's key: people's own are not asked for.
    private SearchBody Body(HubSpotObject type, ReadLook look) => new(
        [new SearchGroup([
            new SearchFilter(settings.KeyOf(type), "HAS_PROPERTY"),
            new SearchFilter(settings.ChangedOf(type), look.IsAfter ? "GT" : "GTE", Text(look.Bound)),
        ])],
        [new SearchSort(settings.ChangedOf(type), "ASCENDING")], [settings.ChangedOf(type)], PageSize, look.Page ?? "0");

    /// <summary>
    /// The next search begins at the last time that was seen, not behind the last row: what is changed meanwhile moves to the end, and all behind it
    /// up by one. Only within one moment there is no other way than to count.
    /// </summary>
    /// <param name="isCut">More records have that moment than a search tells: those behind are passed over.</param>
    private static ReadLook? Next(ReadLook look, List<DateTime> times, string? page, out bool isCut)
    {
        isCut = false;
        if (page is null || times.Count == 0)
            return null;
        var last = times[^1];
        if (Text(last) != Text(look.Bound))
            return look with { Bound = last, IsAfter = false, After = 0, Page = null };
        var seen = look.After + times.Count;
        isCut = seen + PageSize > MostFound;
        return isCut ? look with { IsAfter = true, After = 0, Page = null } : look with { After = seen, Page = page };
    }

    // The search compares in milliseconds.
    private static string Text(DateTime time) =>
        new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static Outcome.Misconfigured MayNot(HubSpotObject type, Outcome failure) =>
        new(new Reason($"hubspot/may-not-read-{type.Path()}", failure.Because?.Detail));

    /// <param name="First">The type that the next pull begins with.</param>
    private sealed record Cursor(Dictionary<string, ReadMark> Marks, HubSpotObject? First = null);

    /// <summary>What one pull has gathered.</summary>
    private sealed class Pulled(Dictionary<string, ReadMark> marks, ReadMark start)
    {
        private readonly List<CrmChange> _changes = [];
        private readonly HashSet<(HubSpotObject, string)> _told = [];
        private readonly Dictionary<HubSpotObject, Reason> _left = [];
        private Reason? _cut;

        public int Pages { get; private set; }

        public ReadMark MarkOf(HubSpotObject type) => marks.GetValueOrDefault(type.Path()) ?? start;

        /// <summary>Pages that begin at one moment have its records in common.</summary>
        public bool IsNew(HubSpotObject type, string id) => !_told.Contains((type, id));

        public void Tell(HubSpotObject type, IEnumerable<string> ids, IEnumerable<CrmChange> changes)
        {
            _told.UnionWith(ids.Select(id => (type, id)));
            _changes.AddRange(changes);
        }

        public void Advance(HubSpotObject type, ReadMark mark)
        {
            marks[type.Path()] = mark;
            Pages++;
        }

        /// <summary>Its mark stays: what was changed meanwhile comes once it can be read.</summary>
        public void Leave(HubSpotObject type, Reason why) => _left[type] = why;

        public void Cut(Reason why) => _cut = why;

        /// <param name="stuck">The type that could not be read now.</param>
        public PollPage<CrmChange> Page(HubSpotObject? stuck)
        {
            var isMore = stuck is not null || Types.Any(type => !_left.ContainsKey(type) && MarkOf(type).Look is not null);
            return new PollPage<CrmChange>(new Outcome.Accepted(), _changes, JsonSerializer.Serialize(new Cursor(marks, stuck)), isMore)
            {
                LeftOut = _cut ?? _left.OrderBy(left => left.Key).Select(left => left.Value).FirstOrDefault(),
            };
        }
    }
}
