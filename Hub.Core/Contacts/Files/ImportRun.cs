using Hub.Connectors.Abstractions;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Csv;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Files;

/// <summary>
/// Writes the rows of one file, batch by batch. A row is the contact that has its id, phone or e-mail, else a new one: never a second one
/// with the same phone, and nobody who was erased. A dry run goes the same way and keeps nothing.
/// </summary>
internal sealed class ImportRun(HubStore store, ContactDesk desk, ErasedKeys erased, Caller caller, bool dryRun)
{
    // What earlier rows of the file have made: in a dry run the database does not know it.
    private readonly Dictionary<string, Guid> _made = new(StringComparer.Ordinal);

    public int Created { get; private set; }

    public int Updated { get; private set; }

    public int Unchanged { get; private set; }

    /// <summary>Takes the rows and empties the list.</summary>
    /// <returns>How many were left out.</returns>
    public async Task<int> Take(List<ImportRow> rows, List<RowProblem> problems, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return 0;
        var done = dryRun
            ? await store.Read(caller.WorkspaceId, db => Apply(db, rows, cancellation))
            : await store.Write(caller.WorkspaceId, caller.WorkspaceId, db => Apply(db, rows, cancellation), cancellation);
        desk.Ring(done.Lanes);
        rows.Clear();
        foreach (var (key, id) in done.Made)
            _made[key] = id;
        Created += done.Created;
        Updated += done.Updated;
        Unchanged += done.Unchanged;
        problems.AddRange(done.Problems);
        return done.Problems.Count;
    }

    private async Task<Done> Apply(HubDb db, List<ImportRow> rows, CancellationToken cancellation)
    {
        if (!dryRun)
            await desk.Hold(db, caller.WorkspaceId, await Known.Meant(db, caller.WorkspaceId, rows).Select(row => row.Id).ToListAsync(cancellation), cancellation);
        var known = await Known.Load(db, caller.WorkspaceId, rows, _made, cancellation);
        var barred = await erased.Among(
            db, caller.WorkspaceId, rows.Select(row => row.Form.Phone), rows.Select(row => row.Form.Email), cancellation);
        var done = new Done();
        var changed = new HashSet<Guid>();
        foreach (var row in rows)
        {
            var (contact, problem) = known.Find(row);
            problem ??= Barred(row, contact, barred);
            if (problem is not null)
            {
                done.Problems.Add(problem);
                continue;
            }

            var isNew = contact is null;
            contact ??= known.Add(ContactDesk.New(store, caller.WorkspaceId), caller.MemberId);
            if (row.Form.Write(contact))
                changed.Add(contact.Id);
            if (isNew && !dryRun)
                db.Contacts.Add(contact);
            done.Count(isNew, changed.Contains(contact.Id));
            known.Note(contact, done.Made);
        }

        if (dryRun || changed.Count == 0)
            return done;
        await ContactMoves.FlagPhones(db, caller.WorkspaceId, known.WithPhone(changed), cancellation);
        done.Lanes = await desk.Owe(db, caller.WorkspaceId, changed, cancellation);
        return done;
    }

    // Of somebody who has come back, or whom a person has written down again on purpose, a file may say more.
    private static RowProblem? Barred(ImportRow row, Contact? contact, IReadOnlySet<string> barred)
    {
        if (row.Form.Phone is { } phone && phone != contact?.Phone && barred.Contains(phone))
            return new RowProblem(row.Line, ContactFields.Phone, ContactTexts.PhoneErased);
        if (row.Form.Email is { } email && email != contact?.Email && barred.Contains(email))
            return new RowProblem(row.Line, ContactFields.Email, ContactTexts.EmailErased);
        return null;
    }

    private sealed class Done
    {
        public int Created { get; private set; }

        public int Updated { get; private set; }

        public int Unchanged { get; private set; }

        public List<RowProblem> Problems { get; } = [];

        public Dictionary<string, Guid> Made { get; } = new(StringComparer.Ordinal);

        public IReadOnlyCollection<LaneKey> Lanes { get; set; } = [];

        public void Count(bool isNew, bool isChanged)
        {
            if (isNew)
                Created++;
            else if (isChanged)
                Updated++;
            else
                Unchanged++;
        }
    }

    /// <summary>The contacts that the rows of a batch may mean.</summary>
    private sealed class Known
    {
        private readonly Dictionary<Guid, Contact> _contacts = [];
        private readonly Dictionary<string, HashSet<Guid>> _byKey = new(StringComparer.Ordinal);
        private readonly Guid _workspace;

        private Known(Guid workspace) => _workspace = workspace;

        public static IQueryable<Contact> Meant(HubDb db, Guid workspace, List<ImportRow> rows)
        {
            var ids = rows.Select(row => row.Id).OfType<Guid>().ToList();
            var phones = rows.Select(row => row.Form.Phone).OfType<string>().Distinct().ToList();
            var emails = rows.Select(row => row.Form.Email).OfType<string>().Distinct().ToList();
            return db.Contacts.Where(
                row => row.WorkspaceId == workspace && (ids.Contains(row.Id) || phones.Contains(row.Phone!) || emails.Contains(row.Email!)));
        }

        public static async Task<Known> Load(
            HubDb db, Guid workspace, List<ImportRow> rows, Dictionary<string, Guid> made, CancellationToken cancellation)
        {
            var known = new Known(workspace);
            foreach (var contact in await Meant(db, workspace, rows).ToListAsync(cancellation))
                known.Index(contact);
            foreach (var (key, id) in made.Where(pair => !known._contacts.ContainsKey(pair.Value)))
                known.Keyed(key).Add(id);
            return known;
        }

        public (Contact? Contact, RowProblem? Problem) Find(ImportRow row)
        {
            if (row.Id is { } id && !_contacts.ContainsKey(id))
                return (null, new RowProblem(row.Line, ImportColumns.Id, ImportTexts.NoSuchContact));
            var byPhone = Keyed(PhoneKey(row.Form.Phone));
            var byEmail = Keyed(EmailKey(row.Form.Email));
            if (row.Id is null && byPhone.Count > 1)
                return (null, new RowProblem(row.Line, ContactFields.Phone, ImportTexts.PhoneOfSeveral));
            if (row.Id is null && byPhone.Count == 0 && byEmail.Count > 1)
                return (null, new RowProblem(row.Line, ContactFields.Email, ImportTexts.EmailOfSeveral));
            Guid? target = row.Id ?? (byPhone.Count > 0 ? byPhone.First() : byEmail.Count > 0 ? byEmail.First() : null);
            if (target is null)
                return (null, null);
            if (IsOthers(byPhone, target.Value))
                return (null, new RowProblem(row.Line, ContactFields.Phone, ImportTexts.PhoneOfOther));
            if (IsOthers(byEmail, target.Value))
                return (null, new RowProblem(row.Line, ContactFields.Email, ImportTexts.EmailOfOther));
            return (Contact(target.Value), null);
        }

        public List<Guid> WithPhone(IEnumerable<Guid> ids) => [.. ids.Where(id => _contacts[id].Phone is not null)];

        public Contact Add(Contact contact, Guid? madeBy)
        {
            contact.MadeBy = madeBy;
            return _contacts[contact.Id] = contact;
        }

        public void Note(Contact contact, Dictionary<string, Guid> made)
        {
            Index(contact);
            foreach (var key in new[] { PhoneKey(contact.Phone), EmailKey(contact.Email) })
                if (key.Length > 0)
                    made[key] = contact.Id;
        }

        // In a dry run a contact of an earlier batch is nowhere; one that stands for it changes nothing.
        private Contact Contact(Guid id)
        {
            if (!_contacts.TryGetValue(id, out var contact))
                _contacts[id] = contact = new Contact { WorkspaceId = _workspace, Id = id, Channel = ContactDesk.Channel };
            return contact;
        }

        private void Index(Contact contact)
        {
            _contacts[contact.Id] = contact;
            if (contact.Phone is not null)
                Keyed(PhoneKey(contact.Phone)).Add(contact.Id);
            if (contact.Email is not null)
                Keyed(EmailKey(contact.Email)).Add(contact.Id);
        }

        private HashSet<Guid> Keyed(string key) =>
            key.Length == 0 ? [] : _byKey.TryGetValue(key, out var ids) ? ids : _byKey[key] = [];

        private static bool IsOthers(HashSet<Guid> ids, Guid target) => ids.Count > 0 && !ids.Contains(target);

        private static string PhoneKey(string? phone) => phone is null ? "" : $"phone:{phone}";

        private static string EmailKey(string? email) => email is null ? "" : $"email:{email}";
    }
}
