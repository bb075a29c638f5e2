using System.Net.Http.Json;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Deliveries;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts.Erasing;

/// <summary>What an erased contact leaves of the reports to ad platforms, on a platform that takes no ids of events.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ErasedReportsTests(StorageKind kind)
{
    private static readonly ConnectorManifest Manifest = LabConnector.NewManifest("lab") with
    {
        PersonIds = new Dictionary<string, string> { ["lab"] = "user" },
    };

    private FakeVendor _vendor = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _vendor = await FakeVendor.Start(200, "{}");
        _client = new HttpClient(new EgressGate(new SocketsHttpHandler()));
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _vendor.DisposeAsync();
    }

    [Test]
    public async Task Each_request_that_carried_the_contact_loses_their_part_and_none_of_anothers()
    {
        await using var lab = await Lab.Create(kind, Manifest);
        var tries = 0;
        lab.Connector.OnReport = async (_, signals) =>
        {
            await Post(signals);
            // At first no answer, then one of the batch is refused, so that it is cut in halves: four requests in all.
            return ++tries == 1 ? BatchAnswer.Failed(new Outcome.Transient(new Reason("lab/away")))
                : signals.Count > 1 ? BatchAnswer.Failed(new Outcome.Rejected(new Reason("lab/one-is-wrong"))) : Took(signals);
        };
        await Greet(lab, 2);
        await lab.Run(DeliveryKind.ReportSignal);
        lab.Clock.Advance(TimeSpan.FromMinutes(10));
        await lab.Run(DeliveryKind.ReportSignal);
        Assert.That(await Bodies(lab), Has.Count.EqualTo(4).And.Exactly(3).Contains("\"u0\"").And.Exactly(3).Contains("\"u1\""));

        await Erase(lab, "u0");

        var left = await Bodies(lab);
        Assert.That(left, Has.Count.EqualTo(4).And.None.Contains("\"u0\"").And.Exactly(3).Contains("\"u1\""));
        Assert.That(left, Has.Exactly(3).Contains("""{"erased":true}"""), "that something was told stays");
        Assert.That(await lab.Read(db => db.LedgerParts.CountAsync()), Is.EqualTo(3), "the other one's");
    }

    [Test]
    public async Task A_report_that_was_about_to_leave_when_the_contact_was_erased_keeps_nothing_of_them()
    {
        await using var lab = await Lab.Create(kind, Manifest);
        lab.Connector.OnReport = async (_, signals) =>
        {
            await Erase(lab, "u0");
            await Post(signals);
            return Took(signals);
        };
        await Greet(lab, 2);

        await lab.Run(DeliveryKind.ReportSignal);

        Assert.That((await Bodies(lab)).Single(), Does.Contain("\"u1\"").And.Not.Contain("\"u0\""));
        Assert.That(await lab.Read(db => db.LedgerEntries.Select(row => row.State).ToListAsync()), Is.EqualTo(new[] { LedgerState.Sent }), "the other one's");
    }

    [Test]
    public async Task What_an_order_tells_while_its_contact_is_being_erased_goes_too()
    {
        await using var lab = await Lab.Create(kind, Manifest);
        await Greet(lab, 1);
        var thread = await lab.Read(db => db.Conversations.SingleAsync());
        await lab.Store.Write(lab.Workspace, lab.Connection.Id, db => Task.FromResult(db.Orders.Add(NewOrder(lab, thread))), CancellationToken.None);
        lab.Store.Committed += events =>
        {
            using var db = lab.Store.OpenDb(lab.Workspace); // an order moved on another node, once the signals were gone
            if (!events.Any(item => item.ConversationId == thread.Id) || db.Signals.Any())
                return;
            db.Signals.Add(new SignalRecord
            {
                WorkspaceId = lab.Workspace,
                Id = lab.Store.Ids.Next(),
                EventId = new string('a', 64),
                Kind = SignalKind.OrderPaid,
                ConversationId = thread.Id,
                OccurredAt = lab.Store.Now,
            });
            db.SaveChanges();
        };

        await Erase(lab, "u0");

        Assert.That(await lab.Read(db => db.Erasures.Select(row => new { IsDone = row.DoneAt != null, row.Removed }).SingleAsync()),
            Has.Property("IsDone").True.And.Property("Removed").Contain("signals=2"), "the arrival's and the order's");
        Assert.That(await lab.Read(db => db.Signals.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task The_export_has_the_contacts_own_part_of_what_was_told()
    {
        await using var lab = await Lab.Create(kind, Manifest);
        lab.Connector.OnReport = async (_, signals) =>
        {
            await Post(signals);
            return Took(signals);
        };
        await Greet(lab, 2);
        await lab.Run(DeliveryKind.ReportSignal);

        var archive = await lab.Archive(await lab.Contact("u0"));

        Assert.That(archive, Does.Contain("\"person\": \"u0\"").And.Not.Contain("\"u1\""));
    }

    private static async Task Greet(Lab lab, int people)
    {
        for (var person = 0; person < people; person++)
            await lab.Apply(
                LaneTests.Arrival($"u{person}", lab.Clock.GetUtcNow(), thread: $"thread-{person}"),
                SendingTests.Inbound(person, $"m{person}", lab.Clock.GetUtcNow()));
        lab.Clock.Advance(TimeSpan.FromSeconds(10));
    }

    private static Order NewOrder(Lab lab, Conversation thread) => new()
    {
        WorkspaceId = lab.Workspace,
        Id = lab.Store.Ids.Next(),
        ConversationId = thread.Id,
        ContactId = thread.ContactId,
        Number = "ORD-1",
        Currency = "VND",
    };

    private static async Task Erase(Lab lab, string user)
    {
        await lab.Get<ContactErasure>().Begin(lab.Owner(), await lab.Contact(user), CancellationToken.None);
        await lab.Get<ErasureSweep>().Run(CancellationToken.None);
    }

    private async Task Post(IReadOnlyList<Signal> signals)
    {
        var body = new { data = signals.Select(signal => new { time = 1, user = new { person = signal.Origin!.Person!.Value.Value } }) };
        using var answer = await _client.PostAsJsonAsync(_vendor.BaseAddress, body);
    }

    private static BatchAnswer Took(IReadOnlyList<Signal> signals) =>
        new([.. signals.Select(signal => new WriteResult(signal.EventId.Hex, LabConnector.Ok))]);

    private static Task<List<string>> Bodies(Lab lab) => lab.Read(async db =>
        (await db.LedgerRequests.OrderBy(row => row.Id).ToListAsync()).ConvertAll(row => Encoding.UTF8.GetString(row.Body)));
}
