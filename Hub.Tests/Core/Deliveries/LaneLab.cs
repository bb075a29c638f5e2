using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

/// <summary>People who write and are owed to a CRM.</summary>
internal static class LaneLab
{
    public static Task<Hub.Core.Ingest.Applying.Applied> Greet(Lab lab, int people) =>
        lab.Apply([.. Enumerable.Range(0, people).Select(i => SendingTests.Inbound(i, $"hello-{i}", lab.Clock.GetUtcNow()))]);

    public static MessageEvent Named(string user, string name, DateTimeOffset at) => SendingTests.Inbound(0, $"m-{at.Ticks}", at) with
    {
        Contact = new Participant([new Identity("user", user)], name),
    };

    public static BatchAnswer Accepted<T>(IReadOnlyList<WriteItem<T>> batch) =>
        new([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("remote-" + item.Key)))]);

    public static Task<List<Delivery>> Owed(Lab lab) => lab.Read(db => db.Deliveries
        .Where(row => row.Kind == DeliveryKind.SyncContact).ToListAsync());
}
