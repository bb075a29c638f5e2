using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>
/// Takes over the name, phone and e-mail address that people have corrected in a CRM. Each by itself: where both sides changed the same, the
/// hub's stays and goes there. What a CRM does not say takes nothing away, and what is no phone or address is no statement; nor is one of somebody
/// who was erased.
/// </summary>
public sealed class FollowContacts(HubStore store, ConnectorRegistry connectors, ContactDesk desk, ErasedKeys erased)
{
    /// <returns>Those that a turn is needed for.</returns>
    internal async Task<List<CrmChange>> News(LaneRun run, IReadOnlyList<CrmChange> changes, CancellationToken cancellation)
    {
        var workspace = run.Lane.WorkspaceId;
        var links = await CrmLinks.Look(store, run, SyncEntity.Contact, changes, cancellation);
        var ids = links.Values.Select(link => link.LocalId).ToList();
        var contacts = await store.Read(workspace, db => db.Contacts
            .Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation));
        var country = await store.Read(workspace, db => WorkspaceSettings.Country(db, workspace, cancellation));
        return [.. changes.OfType<CrmContactChange>().Where(told => links.TryGetValue(told.RemoteId, out var link)
            && contacts.TryGetValue(link.LocalId, out var contact)
            && !link.Says(CrmFields.Of(contact), Theirs(told, country), told.Version))];
    }

    internal async Task<Followed> Follow(LaneRun run, CrmChange change, DateTimeOffset readAt, CancellationToken cancellation)
    {
        var workspace = run.Lane.WorkspaceId;
        if (change is not CrmContactChange told)
            return Followed.Nothing; // deleted there: the next change here finds that out, and writes it anew
        if (await CrmLinks.Find(store, run, SyncEntity.Contact, change.RemoteId, cancellation) is not { } id)
            return Followed.Nothing;
        IReadOnlyCollection<LaneKey> lanes = [];
        var followed = await store.Write(workspace, workspace, async db =>
        {
            lanes = [];
            await desk.Hold(db, workspace, [id], cancellation);
            await run.Prove(db, cancellation);
            if (await ErasureFence.Holds(db, workspace, [id], cancellation)
                || await CrmLinks.Hold(db, run, SyncEntity.Contact, change.RemoteId, cancellation) is not { } link || link.LocalId != id
                || await db.Contacts.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation) is not { } contact)
                return Followed.Nothing;
            if (change.IsOlder(link, readAt))
                return Followed.TooEarly;
            var country = await WorkspaceSettings.Country(db, workspace, cancellation);
            var (done, isTold) = await Compare(db, run, link, contact, told, country, cancellation);
            if (done != Followed.Nothing)
                lanes = await ContactDebts.Owe(
                    db, store, await Peers.Load(db, connectors, workspace, cancellation), [id], ContactDealings.None, cancellation,
                    isTold ? run.Connection.Id : null);
            return done;
        }, cancellation);
        desk.Ring(lanes);
        return followed;
    }

    private async Task<(Followed Followed, bool IsTold)> Compare(
        HubDb db, LaneRun run, ExternalId link, Contact contact, CrmContactChange change, string country, CancellationToken cancellation)
    {
        var (agreement, ours) = (Agreement.Read(link.Agreed, link.Outgoing), CrmFields.Of(contact));
        var theirs = Theirs(change, country);
        var barred = await erased.Among(db, contact.WorkspaceId, [theirs[1]], [theirs[2]], cancellation);
        for (var i = 1; i < theirs.Length; i++)
            if (theirs[i] is { } value && value != ours[i] && barred.Contains(value))
                theirs[i] = null;
        var sides = Enumerable.Range(0, theirs.Length).Select(i => agreement.Changed(i, ours[i], theirs[i])).ToArray();
        link.Told(agreement, ours, theirs, change.Version);
        var (isFollowed, isOverruled) = (sides.Contains(Side.Theirs), sides.Contains(Side.Both));
        if (isFollowed)
        {
            ContactForm.Fill(new ContactDraft(Told(0), Told(1), Told(2), null, null), country, []).Write(contact);
            db.Note(store, contact.WorkspaceId, CrmLinks.Actor(run), "contact.changed", contact.Id);
            if (contact.Phone is not null)
                await ContactMoves.FlagPhones(db, contact.WorkspaceId, [contact.Id], cancellation);
        }

        if (isOverruled)
        {
            (link.OverruledFields, link.OverruledAt) = ([.. Enum.GetValues<CrmContactField>().Where(field => sides[(int)field] == Side.Both)], store.Now);
            db.Note(store, contact.WorkspaceId, CrmLinks.Actor(run), "contact.overruled", contact.Id);
            db.Changes.Tell(new FeedEvent(contact.WorkspaceId, FeedEventType.ContactChanged, ContactId: contact.Id)); // its card says so
        }

        var now = CrmFields.Of(contact);
        return (isOverruled ? Followed.Overruled : isFollowed ? Followed.Changed : Followed.Nothing,
            Enumerable.Range(0, now.Length).All(i => theirs[i] is null || theirs[i] == now[i]));

        string? Told(int i) => sides[i] == Side.Theirs ? theirs[i] : null;
    }

    private static string?[] Theirs(CrmContactChange change, string country) =>
    [
        Name(change.DisplayName), Normal(change.Phone, text => PhoneNumber.Normalize(text, country)),
        Normal(change.Email, EmailAddress.Normalize),
    ];

    private static string? Name(string? name) =>
        name is not null && SafeText.Clean(name).Trim() is { Length: > 0 and <= ContactForm.LongestName } clean ? clean : null;

    private static string? Normal(string? text, Func<string, string?> normalize) => string.IsNullOrWhiteSpace(text) ? null : normalize(text);
}
