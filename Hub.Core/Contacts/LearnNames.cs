using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>Asks platforms whose events name nobody what a contact is called.</summary>
public sealed class LearnNames(HubStore store, ConnectorRegistry connectors, LaneBell bell) : LaneWork
{
    public override DeliveryKind Kind => DeliveryKind.LearnName;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => Math.Max(1, limits.Concurrency);

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var ids = batch.Select(delivery => delivery.SubjectId).ToList();
        var people = await store.Read(run.Lane.WorkspaceId, db => db.ContactIdentities
            .Where(row => row.ConnectionId == run.Lane.ConnectionId && ids.Contains(row.ContactId) && row.OriginId == null)
            .ToListAsync(cancellation));
        return await Task.WhenAll(batch.Select(delivery => Ask(
            run, delivery, [.. people.Where(row => row.ContactId == delivery.SubjectId).Select(row => new Identity(row.Scheme, row.Value))],
            cancellation)));
    }

    public override async Task Record(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        var names = results.Where(result => result.Extra is string).ToDictionary(result => result.Delivery.SubjectId, result => (string)result.Extra!);
        var ids = names.Keys.ToList();
        var erasing = ErasureFence.Contacts(db, run.Lane.WorkspaceId);
        var unnamed = await db.Contacts
            .Where(row => row.WorkspaceId == run.Lane.WorkspaceId && ids.Contains(row.Id) && row.NamedAt == null && !erasing.Contains(row.Id))
            .ToListAsync(cancellation);
        if (unnamed.Count == 0)
            return;
        foreach (var contact in unnamed) // from the beginning: whatever an event says later is later
            (contact.DisplayName, contact.NamedAt) = (names[contact.Id], contact.FirstSeenAt);
        var peers = await Peers.Load(db, connectors, run.Lane.WorkspaceId, cancellation);
        // An early ring finds nothing yet, and the sweep rings again.
        bell.Ring(await ContactDebts.Owe(db, store, peers, [.. unnamed.Select(row => row.Id)], ContactDealings.None, cancellation));
    }

    // One who was merged into another meanwhile, or erased, needs no name.
    private async Task<DeliveryResult> Ask(LaneRun run, Delivery delivery, IReadOnlyList<Identity> person, CancellationToken cancellation)
    {
        if (person.Count == 0 || connectors.As<INamePeople>(run.Connection.ConnectorId) is not { } platform)
            return new DeliveryResult(delivery, new Outcome.Accepted());
        var answer = await platform.Name(run.Context, person, cancellation);
        var name = answer is { Outcome: Outcome.Accepted, Name: { } said } ? SafeText.Clean(said).Trim() : "";
        return new DeliveryResult(delivery, answer.Outcome, name.Length > 0 ? name : null);
    }
}
