using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>Contacts written down and corrected by people and programs, with what that owes to CRMs.</summary>
public sealed class ContactDesk(HubStore store, ConnectorRegistry connectors, LaneBell bell, ErasedKeys erased)
{
    /// <summary>Channel of a contact that no channel brought.</summary>
    public const string Channel = "manual";

    public Task<ContactAnswer> Create(Caller caller, ContactDraft draft, CancellationToken cancellation) =>
        Save(caller, draft, "contact.created", async (db, form) =>
        {
            if (await Exists(db, caller, form, cancellation))
                return null;
            var contact = New(store, caller.WorkspaceId);
            contact.MadeBy = caller.MemberId;
            db.Contacts.Add(contact);
            return contact;
        }, new ContactAnswer.Exists(), cancellation);

    /// <summary>The caller has made sure that the contact may be seen.</summary>
    public Task<ContactAnswer> Change(Caller caller, Guid id, ContactDraft draft, CancellationToken cancellation) =>
        Save(caller, draft, "contact.changed", async (db, _) =>
        {
            await Hold(db, caller.WorkspaceId, [id], cancellation);
            return await ErasureFence.Holds(db, caller.WorkspaceId, [id], cancellation)
                ? null
                : await db.Contacts.FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation);
        }, new ContactAnswer.NotFound(), cancellation);

    internal static Contact New(HubStore store, Guid workspace) => new()
    {
        WorkspaceId = workspace,
        Id = store.Ids.Next(),
        Channel = Channel,
        FirstSeenAt = store.Now,
        LastSeenAt = store.Now,
    };

    private async Task<ContactAnswer> Save(
        Caller caller, ContactDraft draft, string action, Func<HubDb, ContactForm, Task<Contact?>> find, ContactAnswer none,
        CancellationToken cancellation)
    {
        var workspace = caller.WorkspaceId;
        IReadOnlyCollection<LaneKey> lanes = [];
        var answer = await store.Write(workspace, workspace, async db =>
        {
            lanes = [];
            var attributes = await db.ContactAttributes.AsNoTracking().Where(row => row.WorkspaceId == workspace).ToListAsync(cancellation);
            var form = ContactForm.Fill(draft, await WorkspaceSettings.Country(db, workspace, cancellation), attributes);
            if (form.Problems.Count > 0)
                return new ContactAnswer.Invalid(form.Problems);
            if (await find(db, form) is not { } contact)
                return none;
            if (await Barred(db, caller, form, contact, cancellation) is { Count: > 0 } barred)
            {
                db.ChangeTracker.Clear(); // a new one is not to be saved
                return new ContactAnswer.Invalid(barred);
            }

            if (!form.Write(contact))
                return new ContactAnswer.Done(contact);
            db.Note(store, workspace, caller.Actor, action, contact.Id);
            if (contact.Phone is not null)
                await ContactMoves.FlagPhones(db, workspace, [contact.Id], cancellation);
            lanes = await Owe(db, workspace, [contact.Id], cancellation);
            return new ContactAnswer.Done(contact);
        }, cancellation);
        bell.Ring(lanes);
        return answer;
    }

    // A person may write somebody down again who was erased; a program may not know that they were.
    private async Task<List<SettingProblem>> Barred(HubDb db, Caller caller, ContactForm form, Contact contact, CancellationToken cancellation)
    {
        if (caller.MemberId is not null || (form.Phone is null && form.Email is null))
            return [];
        var barred = await erased.Among(db, caller.WorkspaceId, [form.Phone], [form.Email], cancellation);
        var problems = new List<SettingProblem>();
        if (form.Phone is { } phone && phone != contact.Phone && barred.Contains(phone))
            problems.Add(new SettingProblem(ContactFields.Phone, ContactTexts.PhoneErased));
        if (form.Email is { } email && email != contact.Email && barred.Contains(email))
            problems.Add(new SettingProblem(ContactFields.Email, ContactTexts.EmailErased));
        return problems;
    }

    /// <summary>In the transaction of the change.</summary>
    internal async Task<IReadOnlyCollection<LaneKey>> Owe(
        HubDb db, Guid workspace, IReadOnlyCollection<Guid> contacts, CancellationToken cancellation) =>
        await ContactDebts.Owe(db, store, await Peers.Load(db, connectors, workspace, cancellation), contacts, ContactDealings.None, cancellation);

    /// <summary>
    /// Nothing may come in for these contacts until the transaction ends: what arrives with a name or a phone would be written over what a
    /// person has just put there.
    /// </summary>
    internal async Task Hold(HubDb db, Guid workspace, IReadOnlyList<Guid> contacts, CancellationToken cancellation) =>
        await store.Serialize(db, await ContactMoves.Connections(db, workspace, contacts, cancellation), cancellation);

    internal void Ring(IEnumerable<LaneKey> lanes) => bell.Ring(lanes);

    // One that the caller may not see is no reason to refuse: that would tell that it is there.
    private static Task<bool> Exists(HubDb db, Caller caller, ContactForm form, CancellationToken cancellation) =>
        form is { Phone: null, Email: null }
            ? Task.FromResult(false)
            : db.Contacts.VisibleTo(db, caller).AnyAsync(
                row => row.WorkspaceId == caller.WorkspaceId
                    && ((form.Phone != null && row.Phone == form.Phone) || (form.Email != null && row.Email == form.Email)), cancellation);
}

/// <summary>Closed.</summary>
public abstract record ContactAnswer
{
    private ContactAnswer()
    {
    }

    public sealed record Done(Contact Contact) : ContactAnswer;

    public sealed record Invalid(IReadOnlyList<SettingProblem> Problems) : ContactAnswer;

    public sealed record NotFound : ContactAnswer;

    /// <summary>Another contact has this phone or e-mail.</summary>
    public sealed record Exists : ContactAnswer;
}
