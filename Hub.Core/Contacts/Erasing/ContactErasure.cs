using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Erasing;

/// <summary>
/// Begins to erase a contact: at once nobody is called by their name any more and nothing new comes to them, so that whoever writes again is
/// a new contact. The rest goes in batches, see <see cref="ErasureSweep"/>.
/// </summary>
public sealed class ContactErasure(HubStore store, ContactDesk desk, ErasedKeys erased)
{
    /// <returns>Null when there is no such contact.</returns>
    public Task<Erasure?> Begin(Caller caller, Guid id, CancellationToken cancellation)
    {
        var workspace = caller.WorkspaceId;
        return store.Write<Erasure?>(workspace, workspace, async db =>
        {
            await desk.Hold(db, workspace, [id], cancellation);
            if (await db.Contacts.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation) is not { } contact)
                return null;
            if (await db.Erasures.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.ContactId == id && row.Plan != null, cancellation) is { } begun)
                return begun;
            var plan = await Plan(db, contact, cancellation);
            await Detach(db, contact, plan, cancellation);
            (contact.DisplayName, contact.NamedAt, contact.Phone, contact.PhoneAt) = (null, Contact.ByHand, null, Contact.ByHand);
            (contact.Email, contact.Notes, contact.Attributes) = (null, null, null);
            var erasure = new Erasure
            {
                WorkspaceId = workspace,
                Id = store.Ids.Next(),
                ContactId = id,
                At = store.Now,
                Actor = caller.Actor,
                Plan = erased.Lock(plan),
                Removed = "",
            };
            erasure.Count("comments", await Comments(db, workspace, plan, cancellation));
            db.Erasures.Add(erasure);
            db.Note(store, workspace, caller.Actor, "contact.erased", id);
            return erasure;
        }, cancellation);
    }

    private static async Task<ErasurePlan> Plan(HubDb db, Contact contact, CancellationToken cancellation)
    {
        var (workspace, id) = (contact.WorkspaceId, contact.Id);
        var identities = await db.ContactIdentities.Where(row => row.WorkspaceId == workspace && row.ContactId == id).ToListAsync(cancellation);
        var threads = await db.Conversations.Where(row => row.WorkspaceId == workspace && row.ContactId == id)
            .Select(row => new PlannedThread(row.ConnectionId, row.Id, row.Key)).ToListAsync(cancellation);
        var contacts = new List<Guid> { id };
        for (var i = 0; i < contacts.Count; i++)
        {
            var keep = contacts[i];
            contacts.AddRange(await db.MergedContacts.Where(row => row.WorkspaceId == workspace && row.KeepId == keep && row.DropId != keep)
                .Select(row => row.DropId).ToListAsync(cancellation));
        }

        var ids = threads.ConvertAll(row => row.Id);
        return new ErasurePlan(
            contacts, identities.ConvertAll(row => new PlannedIdentity(row.ConnectionId, row.Scheme, row.Value)), threads)
        {
            Clicks = await db.Referrals.Where(row => row.WorkspaceId == workspace && ids.Contains(row.ConversationId) && row.TrackingId != null)
                .Select(row => row.TrackingId!).Distinct().ToListAsync(cancellation),
        };
    }

    // Names that the platform uses lead nowhere any more. Their hashes say what is not to come back.
    private async Task Detach(HubDb db, Contact person, ErasurePlan plan, CancellationToken cancellation)
    {
        var (workspace, contact, now) = (person.WorkspaceId, person.Id, store.Now);
        var hash = await erased.Hash(db, workspace, cancellation);
        var keys = plan.Identities.Select(row => (row.Connection, Hash: hash.OfIdentity(row.Scheme, row.Value)))
            .Concat(plan.Threads.Where(row => !row.Key.StartsWith(Conversation.ContactPrefix, StringComparison.Ordinal))
                .Select(row => (row.Connection, Hash: hash.OfThread(row.Key))))
            .Concat((await Reached(db, person, plan, cancellation)).SelectMany(by => new[]
            {
                by.Phone is { } phone ? hash.OfPhone(phone) : null, by.Email is { } email ? hash.OfEmail(email) : null,
            }).OfType<string>().Select(name => (Guid.Empty, Hash: name)));
        await Remember(db, workspace, keys, now, cancellation);
        foreach (var thread in await db.Conversations.Where(row => row.WorkspaceId == workspace && row.ContactId == contact).ToListAsync(cancellation))
        {
            (thread.Key, thread.Status, thread.SnoozedUntil) = ($"{Conversation.ErasedPrefix}{thread.Id:N}", ConversationStatus.Resolved, null);
            (thread.LastInboundAt, thread.HasPhone, thread.OriginId) = (null, false, null);
        }

        var connections = plan.Connections.ToList();
        await db.Connections.Where(row => row.WorkspaceId == workspace && connections.Contains(row.Id) && !row.HasErased)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.HasErased, true), cancellation);
        await db.ContactIdentities.Where(row => row.WorkspaceId == workspace && row.ContactId == contact).ExecuteDeleteAsync(cancellation);
    }

    // How the contact was reached, and those that were merged into it.
    private static async Task<List<(string? Phone, string? Email)>> Reached(
        HubDb db, Contact person, ErasurePlan plan, CancellationToken cancellation)
    {
        var merges = await db.MergedContacts.Where(row => row.WorkspaceId == person.WorkspaceId && plan.Contacts.Contains(row.KeepId))
            .ToListAsync(cancellation);
        return [(person.Phone, person.Email), .. merges.Select(row => row.Read().Dropped).Select(dropped => (dropped.Phone, dropped.Email))];
    }

    // They go at once: a comment is answered by its own id alone, with nobody's name, and would stay in the queue until its turn came.
    private static async Task<int> Comments(HubDb db, Guid workspace, ErasurePlan plan, CancellationToken cancellation)
    {
        var comments = db.Comments.Where(row => row.WorkspaceId == workspace && plan.Contacts.Contains(row.ContactId));
        db.Changes.Tell((await comments.Select(row => row.ConnectionId).Distinct().ToListAsync(cancellation))
            .Select(id => new FeedEvent(workspace, FeedEventType.CommentChanged, ConnectionId: id)));
        return await comments.ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Adds hashes, or renews them: somebody may be erased again after they had come back.</summary>
    internal static async Task Remember(
        HubDb db, Guid workspace, IEnumerable<(Guid Connection, string Hash)> keys, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var group in keys.Distinct().GroupBy(key => key.Connection, key => key.Hash))
        {
            var hashes = group.ToList();
            var known = await db.ErasedKeys.Where(row => row.WorkspaceId == workspace && row.ConnectionId == group.Key && hashes.Contains(row.Hash))
                .ToDictionaryAsync(row => row.Hash, cancellation);
            foreach (var hash in hashes)
                if (known.TryGetValue(hash, out var row))
                    row.At = now;
                else
                    db.ErasedKeys.Add(new ErasedKey { WorkspaceId = workspace, ConnectionId = group.Key, Hash = hash, At = now });
        }
    }
}
