using Hub.Core.Automation;
using Hub.Core.Connections;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>
/// Merges of contacts by people, and their undoing. Nothing is merged here on evidence alone. Conversations stay what they are, one per
/// person and channel, and only change their contact: so an answer goes to whom the thread is with, and an unmerge finds everything.
/// </summary>
public sealed class ContactMerges(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    /// <returns>What a merge would do; null when one of the contacts is not there.</returns>
    public Task<MergePlan?> Preview(Guid workspace, Guid keep, Guid drop, CancellationToken cancellation) =>
        store.Read(workspace, db => Plan(db, workspace, keep, drop, cancellation));

    /// <summary>The caller has made sure that the two are not the same.</summary>
    /// <returns>Null when one of the contacts is not there, or not any more.</returns>
    public Task<MergeDone?> Merge(Guid workspace, Guid keep, Guid drop, string actor, CancellationToken cancellation) =>
        Change<MergeDone>(workspace, async (db, peers) =>
        {
            await Hold(db, workspace, [keep, drop], peers, cancellation);
            if (await Plan(db, workspace, keep, drop, cancellation) is not { } plan)
                return null;
            var merge = new MergedContact
            {
                WorkspaceId = workspace,
                Id = store.Ids.Next(),
                KeepId = keep,
                DropId = drop,
                At = store.Now,
                Actor = actor,
                Memory = "",
            };
            var dealings = await ContactDebts.Dealings(db, workspace, drop, cancellation);
            await Remember(db, merge, cancellation);
            merge.Write(plan.Carry() with { Rules = await RuleContacts.Move(db, workspace, drop, keep, cancellation) });
            db.MergedContacts.Add(merge);
            db.Contacts.Remove(plan.Drop);
            await db.SaveChangesAsync(cancellation);
            await ContactMoves.Everything(db, workspace, drop, keep, cancellation);
            await MergeRecords.Move(db, workspace, plan, cancellation);
            if (plan.Keep.Phone is not null)
                await ContactMoves.FlagPhones(db, workspace, [keep], cancellation);
            db.Note(store, workspace, actor, "contact.merged", keep);
            return new Changed<MergeDone>(new MergeDone(merge.Id, plan), [keep], dealings);
        }, cancellation);

    public async Task<UnmergeAnswer> Unmerge(Guid workspace, Guid keep, Guid mergeId, string actor, CancellationToken cancellation) =>
        await Change<UnmergeAnswer>(workspace, async (db, peers) =>
        {
            await Hold(db, workspace, [keep], peers, cancellation);
            if (await ErasureFence.Holds(db, workspace, [keep], cancellation))
                return null;
            var merge = await db.MergedContacts.FirstOrDefaultAsync(
                row => row.WorkspaceId == workspace && row.Id == mergeId && row.KeepId == keep, cancellation);
            if (merge is null)
                return null;
            var kept = await db.Contacts.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == keep, cancellation);
            if (kept is null)
                return new Changed<UnmergeAnswer>(UnmergeAnswer.MergedOn, [], ContactDealings.None);
            await Part(db, kept, merge, cancellation);
            db.Note(store, workspace, actor, "contact.unmerged", keep);
            return new Changed<UnmergeAnswer>(
                UnmergeAnswer.Done, [keep, merge.DropId], await ContactDebts.Dealings(db, workspace, merge.DropId, cancellation));
        }, cancellation);

    private async Task<T?> Change<T>(
        Guid workspace, Func<HubDb, Peers, Task<Changed<T>?>> change, CancellationToken cancellation)
    {
        IReadOnlyCollection<LaneKey> lanes = [];
        var answer = await store.Write(workspace, workspace, async db => // the workspace's own turn: one change of contacts by people at a time
        {
            lanes = [];
            var peers = await Peers.Load(db, connectors, workspace, cancellation);
            if (await change(db, peers) is not { } changed)
                return default;
            lanes = await ContactDebts.Owe(db, store, peers, changed.Contacts, changed.Dealings, cancellation);
            return changed.Answer;
        }, cancellation);
        bell.Ring(lanes);
        return answer;
    }

    // Nothing may come in for these contacts, nor be settled at a CRM, while they change hands.
    private async Task Hold(HubDb db, Guid workspace, List<Guid> contacts, Peers peers, CancellationToken cancellation)
    {
        var connections = await ContactMoves.Connections(db, workspace, contacts, cancellation);
        await store.Serialize(db, [.. connections, .. peers.Contacts.Select(lane => lane.ConnectionId)], cancellation);
    }

    private static async Task<MergePlan?> Plan(HubDb db, Guid workspace, Guid keep, Guid drop, CancellationToken cancellation)
    {
        var contacts = await db.Contacts.Where(row => row.WorkspaceId == workspace && (row.Id == keep || row.Id == drop))
            .ToDictionaryAsync(row => row.Id, cancellation);
        if (contacts.Count < 2 || await ErasureFence.Holds(db, workspace, [keep, drop], cancellation))
            return null;
        var links = await db.ExternalIds
            .Where(row => row.WorkspaceId == workspace && row.Entity == SyncEntity.Contact && (row.LocalId == keep || row.LocalId == drop))
            .ToListAsync(cancellation);
        return new MergePlan(contacts[keep], contacts[drop], links);
    }

    private static async Task Remember(HubDb db, MergedContact merge, CancellationToken cancellation)
    {
        var (workspace, drop) = (merge.WorkspaceId, merge.DropId);
        var origins = await db.ContactIdentities.Where(row => row.WorkspaceId == workspace && row.ContactId == drop && row.OriginId != null)
            .Select(row => row.OriginId!.Value)
            .Union(db.Conversations.Where(row => row.WorkspaceId == workspace && row.ContactId == drop && row.OriginId != null)
                .Select(row => row.OriginId!.Value))
            .ToListAsync(cancellation);
        db.MergedOrigins.AddRange(origins.Append(drop).Distinct()
            .Select(origin => new MergedOrigin { WorkspaceId = workspace, MergeId = merge.Id, OriginId = origin }));
    }

    private static async Task Part(HubDb db, Contact kept, MergedContact merge, CancellationToken cancellation)
    {
        var workspace = kept.WorkspaceId;
        var memory = merge.Read();
        var origins = await db.MergedOrigins.Where(row => row.WorkspaceId == workspace && row.MergeId == merge.Id).ToListAsync(cancellation);
        db.MergedOrigins.RemoveRange(origins);
        db.MergedContacts.Remove(merge);
        db.Contacts.Add(memory.Dropped);
        await db.SaveChangesAsync(cancellation);
        await ContactMoves.Back(db, workspace, kept.Id, merge.DropId, origins.ConvertAll(row => row.OriginId), cancellation);
        await MergeRecords.Return(db, workspace, kept.Id, merge.DropId, memory.Links, cancellation);
        var others = await db.MergedContacts.Where(row => row.WorkspaceId == workspace && row.KeepId == kept.Id)
            .OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(cancellation);
        Unfill(kept, memory, others);
        await RuleContacts.Return(db, workspace, kept.Id, merge.DropId, memory.Rules ?? [], others, cancellation);
        await SeenTimes.Recount(db, kept, merge, others, cancellation);
        await SeenTimes.Stretch(db, memory.Dropped, cancellation);
    }

    // What a person has changed since stays. What the kept contact still needs, another merged one may have.
    private static void Unfill(Contact kept, MergeMemory memory, List<MergedContact> others)
    {
        foreach (var (field, value) in memory.Filled.Where(filled => ContactFields.Get(kept, filled.Key) == filled.Value))
        {
            ContactFields.Set(kept, field, null, null);
            foreach (var other in others)
            {
                var theirs = other.Read();
                if (ContactFields.Get(theirs.Dropped, field) is not { } next)
                    continue;
                ContactFields.Set(kept, field, next, ContactFields.SaidAt(theirs.Dropped, field));
                theirs.Filled[field] = next;
                other.Write(theirs);
                break;
            }
        }
    }

    private sealed record Changed<T>(T Answer, IReadOnlyList<Guid> Contacts, ContactDealings Dealings);
}

public sealed record MergeDone(Guid MergeId, MergePlan Plan);

public enum UnmergeAnswer
{
    NotFound,
    Done,

    /// <summary>The contact has been merged into another one since: that merge has to go first.</summary>
    MergedOn,
}
