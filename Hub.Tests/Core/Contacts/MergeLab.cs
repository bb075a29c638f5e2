using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts;

/// <summary>People who write on a channel that names no threads, and somebody who merges them.</summary>
internal static class MergeLab
{
    public const string Actor = "member:test";

    public static ContactMerges Merges(this Lab lab) => new(lab.Store, lab.Get<ConnectorRegistry>(), lab.Get<LaneBell>());

    public static MessageEvent Says(string person, string key, DateTimeOffset at) => new()
    {
        EventKey = "msg:" + key,
        OccurredAt = at,
        Contact = new Participant([new Identity("phone", person)], person),
        MessageKey = key,
        Direction = MessageDirection.Inbound,
        Content = MessageContent.OfText("xin chào"),
    };

    public static IdentityEvent AreOne(string one, string other, DateTimeOffset at) => new()
    {
        EventKey = $"one:{one}:{other}",
        OccurredAt = at,
        Contact = new Participant([new Identity("phone", one), new Identity("phone", other)]),
    };

    public static Task Says(this Lab lab, string person, string key) => lab.Apply(Says(person, key, lab.Clock.GetUtcNow()));

    /// <summary>The contact that somebody is by now.</summary>
    public static Task<Guid> Contact(this Lab lab, string person) => lab.Read(db => db.ContactIdentities
        .Where(row => row.Value == person).Select(row => row.ContactId).SingleAsync());

    public static async Task<Guid> Merge(this Lab lab, Guid keep, Guid drop) =>
        (await lab.Merges().Merge(lab.Workspace, keep, drop, Actor, CancellationToken.None))!.MergeId;

    public static Task<UnmergeAnswer> Unmerge(this Lab lab, Guid keep, Guid merge) =>
        lab.Merges().Unmerge(lab.Workspace, keep, merge, Actor, CancellationToken.None);

    /// <summary>Every contact with all that it has, without what only the hub's inside knows.</summary>
    public static Task<IReadOnlyList<string>> State(this Lab lab) => lab.Read<IReadOnlyList<string>>(async db =>
    {
        var identities = (await db.ContactIdentities.ToListAsync()).ToLookup(row => row.ContactId, row => $"{row.Value}/{row.OriginId:N}");
        var threads = (await db.Conversations.ToListAsync()).ToLookup(row => row.ContactId, row => $"{row.Key}/{row.OriginId:N}");
        var orders = (await db.Orders.ToListAsync()).ToLookup(row => row.ContactId, row => row.Number);
        var links = (await db.ExternalIds.ToListAsync()).ToLookup(row => row.LocalId, row => row.RemoteId);
        var contacts = await db.Contacts.ToListAsync();
        return [.. contacts.Select(row =>
            $"{row.Id:N} {row.DisplayName} {row.NamedAt:O} {row.Phone} {row.PhoneAt:O} {row.Email} {row.Notes} {row.Attributes} {row.FirstSeenAt:O} {row.LastSeenAt:O} "
            + $"[{List(identities[row.Id])}] [{List(threads[row.Id])}] [{List(orders[row.Id])}] [{List(links[row.Id])}]")
            .Order(StringComparer.Ordinal)];
    });

    private static string List(IEnumerable<string> items) => string.Join(' ', items.Order(StringComparer.Ordinal));
}
