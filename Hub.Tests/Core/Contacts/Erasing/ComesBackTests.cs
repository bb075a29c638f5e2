using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Contacts.Files;
using Hub.Core.Csv;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts.Erasing;

/// <summary>An erased phone or e-mail address does not come back by itself: a person has to want it.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ComesBackTests(StorageKind kind) : LabTest(kind)
{
    private const string Phone = "+84901234567";
    private const string Email = "lan@example.vn";

    private Caller Person => new(Lab.Workspace, CallerKind.Member, Lab.Store.Ids.Next(), [Permissions.All], VisibilityScope.All, []);

    private Caller Program => Caller.Key(Lab.Workspace, Lab.Store.Ids.Next(), [Permissions.All]);

    [Test]
    public async Task A_file_does_not_take_back_who_was_erased_and_says_so_of_each_row([Values] bool dryRun)
    {
        await Erased();

        var answer = await Import("name,phone,email\nLan,0901 234 567,\nLan,,LAN@example.vn\nHoa,0907654321,\n", dryRun);

        Assert.That((answer.Created, answer.Failed), Is.EqualTo((1, 2)));
        Assert.That(answer.Problems.Select(problem => (problem.Line, problem.Message)),
            Is.EqualTo(new[] { (2, ContactTexts.PhoneErased), (3, ContactTexts.EmailErased) }));
        Assert.That(await Lab.Read(db => db.Contacts.CountAsync(row => row.Phone == Phone || row.Email == Email)), Is.Zero);
    }

    [Test]
    public async Task Who_was_written_down_again_by_hand_is_taken_from_files_as_before()
    {
        await Erased();
        Assert.That(await Lab.Get<ContactDesk>().Create(Person, Draft("Lan"), CancellationToken.None), Is.InstanceOf<ContactAnswer.Done>());

        var answer = await Import("name,phone\nChị Lan,0901234567\n");

        Assert.That((answer.Updated, answer.Failed), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_program_neither_creates_them_nor_gives_their_number_to_another()
    {
        await Erased();
        var desk = Lab.Get<ContactDesk>();
        var other = (ContactAnswer.Done)await desk.Create(Program, new ContactDraft("Hoa", null, null, null, null), CancellationToken.None);

        var created = await desk.Create(Program, Draft("Lan"), CancellationToken.None);
        var changed = await desk.Change(Program, other.Contact.Id, Draft(null), CancellationToken.None);

        foreach (var refused in new[] { created, changed })
            Assert.That(((ContactAnswer.Invalid)refused).Problems.Select(problem => problem.Message), Is.EqualTo(new[] { ContactTexts.PhoneErased, ContactTexts.EmailErased }));
        Assert.That(await Lab.Read(db => db.Contacts.Select(row => row.DisplayName).ToListAsync()), Is.EqualTo(new[] { "Hoa" }));
    }

    [Test]
    public async Task A_crm_does_not_bring_their_number_back_with_another()
    {
        await Erased();
        await Lab.Apply(SendingTests.Inbound(1, "m1", Lab.Clock.GetUtcNow()));
        await Lab.Run(DeliveryKind.SyncContact);
        var other = await Lab.Contact("u1");
        Lab.Connector.OnRead = _ => Task.FromResult(new PollPage<CrmChange>(
            LabConnector.Ok, [new CrmContactChange($"remote-{other:N}", "Hoa", "0901234567", Email)], "next"));
        Lab.Clock.Advance(TimeSpan.FromMinutes(5));
        await Lab.Get<CrmWatch>().Run(CancellationToken.None);
        await Lab.Run(DeliveryKind.ReadCrm);

        var contact = await Lab.Read(db => db.Contacts.SingleAsync(row => row.Id == other));
        Assert.That((contact.DisplayName, contact.Phone, contact.Email), Is.EqualTo(("Hoa", (string?)null, (string?)null)));
    }

    private static ContactDraft Draft(string? name) => new(name, "0901234567", Email, null, null);

    private async Task Erased()
    {
        await Lab.Apply(SendingTests.Inbound(0, "m0", Lab.Clock.GetUtcNow()));
        var contact = await Lab.Contact("u0");
        await Lab.Change(db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(row => row.Phone, Phone).SetProperty(row => row.Email, Email)));
        await Lab.Get<ContactErasure>().Begin(Lab.Owner(), contact, CancellationToken.None);
        await Lab.Get<ErasureSweep>().Run(CancellationToken.None);
    }

    private async Task<ImportAnswer> Import(string csv, bool dryRun = false)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return await new ContactImport(Lab.Store, Lab.Get<ContactDesk>(), Lab.Get<ErasedKeys>()).Run(Program, file, dryRun, CancellationToken.None);
    }
}
