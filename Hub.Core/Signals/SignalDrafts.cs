using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals;

/// <param name="Signal">Null when it must not be sent, for <paramref name="DroppedBecause"/>.</param>
/// <param name="Detail">The connector's words to it.</param>
public sealed record SignalDraft(Signal? Signal, Guid? ReferralId, string? DroppedBecause = null, string? Detail = null)
{
    /// <summary>Of a kind that only a newer version knows.</summary>
    public bool IsOfNewer { get; init; }
}

/// <summary>Builds closed signals of records: attribution, and identifiers hashed the way the platform wants them.</summary>
internal static class SignalDrafts
{
    /// <summary>Why a signal is dropped whose contact no ad has brought, so far.</summary>
    public const string Unattributed = "unattributed";

    /// <summary>Why one is dropped whose channel's ads another platform runs.</summary>
    public const string OtherPlatform = "other_platform";

    /// <summary>Why one is dropped that the connection's settings, or its platform's rules, leave out.</summary>
    public const string NotReported = "not_reported";

    /// <summary>Reasons that an arrival which comes later may take away.</summary>
    public static readonly string[] UntilAnArrival = [Unattributed, OtherPlatform, NotReported];

    public static async Task<IReadOnlyDictionary<Guid, SignalDraft>> Load(
        HubDb db, LaneRun run, IPickSignals? picker, List<Guid> ids, CancellationToken cancellation)
    {
        var rows = await (
            from signal in db.Signals
            where ids.Contains(signal.Id)
            join conversation in db.Conversations on signal.ConversationId equals conversation.Id
            join contact in db.Contacts on conversation.ContactId equals contact.Id
            join connection in db.Connections on conversation.ConnectionId equals connection.Id
            select new { signal, contact, connection }).ToListAsync(cancellation);
        var conversations = rows.Select(row => row.signal.ConversationId).Distinct().ToList();
        var referrals = (await db.Referrals.Where(row => conversations.Contains(row.ConversationId)).ToListAsync(cancellation))
            .ToLookup(row => row.ConversationId);
        var people = await People(db, run, rows.ConvertAll(row => (row.contact.Id, row.connection)), cancellation);
        var drafts = rows.ToDictionary(
            row => row.signal.Id,
            row => Picked(run, picker, Draft(
                run, row.signal, row.contact, row.connection, people.GetValueOrDefault((row.contact.Id, row.connection.Id)),
                referrals[row.signal.ConversationId])));
        foreach (var id in ids.Where(id => !drafts.ContainsKey(id)))
            drafts[id] = new SignalDraft(null, null, "signal_gone");
        return drafts;
    }

    private static SignalDraft Picked(LaneRun run, IPickSignals? picker, SignalDraft draft) =>
        draft.Signal is { } signal && picker?.Stays(run.Context, signal) is { } why
            ? new SignalDraft(null, draft.ReferralId, NotReported, why.Detail)
            : draft;

    private static SignalDraft Draft(
        LaneRun run, SignalRecord record, Contact contact, Connection channel, string? person, IEnumerable<ReferralRecord> referrals)
    {
        if (!EnumNames.IsKnown(record.Kind))
            return new SignalDraft(null, null) { IsOfNewer = true };
        // What an ad's prefilled text said belongs to whose ad it was, whatever channel it came by; the rest to the channel's own platform.
        var isOwn = run.Manifest.ReferralsOf.Contains(channel.ConnectorId);
        var mine = referrals.Where(row => row.Platform is null ? isOwn : row.Platform == run.Connection.ConnectorId);
        if (Attribution.Of(run.Context.Settings, mine, record.OccurredAt) is not { } referral)
            return new SignalDraft(null, null, isOwn ? Unattributed : OtherPlatform);
        return new SignalDraft(Signal(run, record, contact, referral) with { Origin = Origin(channel, person) }, referral.Id);
    }

    private static SignalOrigin? Origin(Connection channel, string? person) =>
        OpaqueId.From(channel.ConnectorId) is { } id && OpaqueId.From(channel.AccountId) is { } account
            ? new SignalOrigin(id, account, OpaqueId.From(person))
            : null;

    // The platform's own ids of people, where it wants them back and the channel is its own.
    private static async Task<Dictionary<(Guid Contact, Guid Connection), string>> People(
        HubDb db, LaneRun run, List<(Guid Contact, Connection Channel)> threads, CancellationToken cancellation)
    {
        var schemes = run.Manifest.PersonIds.Where(pair => run.Manifest.ReferralsOf.Contains(pair.Key)).ToDictionary();
        var asked = threads.Where(thread => schemes.ContainsKey(thread.Channel.ConnectorId)).ToList();
        if (asked.Count == 0)
            return [];
        var contacts = asked.Select(thread => thread.Contact).Distinct().ToList();
        var channels = asked.Select(thread => thread.Channel).DistinctBy(channel => channel.Id).ToDictionary(channel => channel.Id);
        var identities = await db.ContactIdentities
            .Where(row => row.WorkspaceId == run.Lane.WorkspaceId && contacts.Contains(row.ContactId)).ToListAsync(cancellation);
        return identities
            .Where(row => channels.TryGetValue(row.ConnectionId, out var channel) && schemes[channel.ConnectorId] == row.Scheme)
            .GroupBy(row => (row.ContactId, row.ConnectionId)).Where(some => some.Count() == 1) // merged by hand: which of them wrote is not known
            .ToDictionary(some => some.Key, some => some.Single().Value);
    }

    private static Signal Signal(LaneRun run, SignalRecord record, Contact contact, ReferralRecord referral) => new()
    {
        Kind = record.Kind,
        EventId = Sha256Hash.Parse(record.EventId),
        OccurredAt = record.OccurredAt,
        KeywordId = record.KeywordId,
        OrderId = record.OrderId,
        BookingId = record.BookingId,
        Referral = new SignalReferral(
            OpaqueId.From(referral.TrackingId), OpaqueId.From(referral.AdId), OpaqueId.From(referral.AdvertiserId), OpaqueId.From(referral.Ref)),
        Value = record.Value is { } value && CurrencyCode.From(record.Currency) is { } currency ? new Money(value, currency) : null,
        Identifiers = [.. Identifiers(run, contact)],
    };

    // Phone and e-mail, even hashed, are personal data: they go along only where the operator has switched it on.
    private static IEnumerable<HashedIdentifier> Identifiers(LaneRun run, Contact contact)
    {
        var share = run.Context.Settings.Json.TryGetProperty("shareHashedContact", out var value)
            && value.ValueKind == System.Text.Json.JsonValueKind.True;
        foreach (var (kind, rule) in run.Manifest.Identifiers)
        {
            var plain = kind switch
            {
                IdentifierKind.ExternalId => contact.Id.ToString("N"),
                IdentifierKind.Phone when share => contact.Phone,
                IdentifierKind.Email when share => contact.Email,
                _ => null,
            };
            if (plain is not null && IdentifierHash.Compute(rule, plain) is { } hash)
                yield return new HashedIdentifier(kind, hash);
        }
    }
}
