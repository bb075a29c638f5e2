using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Contacts;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Contacts.Erasing;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A person who is erased is nowhere any more, and what was exported before has everything.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class P39_ErasureTests(StorageKind kind) : LabTest(kind)
{
    private const string Person = "zq7person";

    // One canary a place. Search words have no case, so they are in lower case.
    private static readonly string[] Canaries =
    [
        "zq7name", "+84987650317", "zq7mail", "zq7notes", "zq7attribute", Person, "zq7thread", "zq7text", "zq7answer", "zq7file", "zq7bytes",
        "zq7note", "zq7recipient", "zq7address", "zq7ordernote", "zq7reference", "zq7bookingnote", "zq7dropped", "zq7remote", "zq7click",
        "zq7vendorword", "zq7hash", "zq7stored", "zq7unread", "zq7edit", "zq7key", "zq7comment",
        "zq7off", "zq7label", "zq7ordernumber", "zq7bookinguid",
    ];

    // The workspace's own name of a label, and the numbers of a shop's orders and bookings over there: they stay with those, and name nobody.
    private static readonly string[] Kept = ["zq7label", "zq7ordernumber", "zq7bookinguid"];

    private int _received;

    [Test]
    [CancelAfter(120_000)]
    public async Task Erasing_leaves_no_trace_and_the_export_before_it_is_complete(CancellationToken cancellation)
    {
        var contact = await Arrange(cancellation);
        var before = await DatabaseBytes.Of(Lab.Store, Lab.ConnectionString, Lab.Workspace);
        Assert.That(Canaries.Where(canary => canary != "zq7stored" && !before.Hold(canary)), Is.Empty, "the search finds what is there");
        var archive = await Lab.Archive(contact);
        foreach (var exported in Canaries.Except(["zq7vendorword", "zq7stored", "zq7unread", "zq7edit", "zq7off"]))
            Assert.That(archive, Does.Contain(exported));

        var owner = Lab.Owner();
        var receipt = (await Lab.Get<ContactErasure>().Begin(owner, contact, cancellation))!;
        Assert.That((await Lab.Get<ContactErasure>().Begin(owner, contact, cancellation))!.Id, Is.EqualTo(receipt.Id), "once is enough");
        await Lab.Get<ErasureSweep>().Run(cancellation);

        var after = await DatabaseBytes.Of(Lab.Store, Lab.ConnectionString, Lab.Workspace);
        Assert.That(Canaries.Except(Kept).Where(after.Hold), Is.Empty);
        Assert.That(after.Hold("zq8other"), Is.True, "others are untouched");
        var done = await Lab.Read(db => db.Erasures.SingleAsync(cancellation));
        Assert.That((done.Plan, done.DoneAt, done.ScrubbedAt), Is.EqualTo(((byte[]?)null, Lab.Store.Now, Lab.Store.Now)));
        Assert.That(done.RemovedByPlace, Does.ContainKey("messages").And.ContainKey("webhooks").And.ContainKey("orders").And.ContainKey("signals"));
        var order = await Lab.Read(db => db.Orders.Include(row => row.Lines).SingleAsync(cancellation));
        Assert.That((order.Total, order.Lines.Count, order.RecipientName), Is.EqualTo((100m, 1, (string?)null)), "what was sold was sold");
        Assert.That((await Lab.Read(db => db.Audit.SingleAsync(row => row.Action == "contact.erased", cancellation))).Subject, Is.EqualTo($"{contact:N}"));
        var reports = await Lab.Read(db => db.LedgerRequests.ToListAsync(cancellation));
        Assert.That(reports.ConvertAll(row => Encoding.UTF8.GetString(row.Body)), Is.All.EqualTo("""{"data":[{"erased":true},{"event_id":"other"}]}""").And.Exactly(2).Items);

        await ComesBack(contact, cancellation);
    }

    // What the platform sends once more is not let in; what the person writes anew is a new contact's.
    private async Task ComesBack(Guid contact, CancellationToken cancellation)
    {
        await Receive([Said("zq7key", "zq7text", Lab.Connection.CreatedAt)], "zq7text once more", cancellation);
        var after = await DatabaseBytes.Of(Lab.Store, Lab.ConnectionString, Lab.Workspace);
        Assert.That(await Lab.Read(db => db.Messages.CountAsync(cancellation)), Is.EqualTo(1), "the other one's");
        Assert.That((await Lab.Read(db => db.WebhookEvents.OrderBy(row => row.Id).LastAsync(cancellation))).Body, Is.Empty);

        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Receive([Said("zq7new", "hello again", Lab.Clock.GetUtcNow())], "new", cancellation);
        var message = await Lab.Read(db => db.Messages.SingleAsync(row => row.Key == "zq7new", cancellation));
        var thread = await Lab.Read(db => db.Conversations.SingleAsync(row => row.Id == message.ConversationId, cancellation));
        Assert.That(thread.ContactId, Is.Not.EqualTo(contact));
    }

    private async Task<Guid> Arrange(CancellationToken cancellation)
    {
        var at = Lab.Connection.CreatedAt;
        Lab.Connector.OnFetch = _ => Encoding.UTF8.GetBytes("%PDF-1.4 zq7bytes");
        await Receive([Said("other-key", "zq8other", at) with { ConversationKey = "t2", Contact = new Participant([new Identity("user", "zq8")]) }], "zq8other raw", cancellation);
        await Receive([
            Said("zq7key", "zq7text", at) with
            {
                Content = new MessageContent { Kind = MessageKind.Document, Text = "zq7text", Media = [new MediaRef("m", FileName: "zq7file.pdf")] },
                Referral = new Referral { Source = ReferralSource.Ad, TrackingId = "zq7click" },
            }], "zq7text raw", cancellation);
        await Receive([new EditEvent { EventKey = "e", OccurredAt = at, MessageKey = "zq7answer-key", Content = MessageContent.OfText("zq7edit") }], "edit", cancellation);
        await Receive([
            new CommentEvent
            {
                EventKey = "c", OccurredAt = at, CommentKey = "c", Text = "zq7comment", IsAnswerable = true,
                Contact = new Participant([new Identity("user", Person)]),
            }], "zq7comment raw", cancellation);
        await Lab.Run(DeliveryKind.FetchAttachment);
        var thread = await Lab.Read(db => db.Conversations.SingleAsync(row => row.Key == "zq7thread", cancellation));
        await Lab.Add(Rows(thread));
        await Lab.Change(async db =>
        {
            var contact = await db.Contacts.SingleAsync(row => row.Id == thread.ContactId, cancellation);
            (contact.DisplayName, contact.Phone, contact.Email) = ("zq7name", "+84987650317", "zq7mail@example.com");
            (contact.Notes, contact.Attributes) = ("zq7notes", """{"size":"zq7attribute"}""");
            var signal = await db.Signals.FirstAsync(row => row.ConversationId == thread.Id, cancellation);
            var requests = new[] { Report(signal.EventId), Report(signal.EventId) }; // the first was not answered, so there was a second
            db.LedgerRequests.AddRange(requests);
            db.LedgerParts.AddRange(requests.Select(row => new LedgerPart { WorkspaceId = Lab.Workspace, SignalId = signal.Id, RequestId = row.Id }));
            (await db.LedgerEntries.SingleAsync(row => row.SignalId == signal.Id, cancellation)).RequestId = requests[1].Id;
        });
        await Lab.Get<IdempotentCalls>().Begin(Lab.Workspace, "call", "f", cancellation);
        await Lab.Get<IdempotentCalls>().Keep(Lab.Workspace, "call", 200, Encoding.UTF8.GetBytes($$$"""{"Body":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes($"{thread.Id} zq7stored"))}}}"}"""));
        return thread.ContactId;
    }

    private LedgerRequest Report(string eventId) => new()
    {
        WorkspaceId = Lab.Workspace,
        Id = Lab.Store.Ids.Next(),
        ConnectionId = Lab.Connection.Id,
        Target = "ads",
        Body = Encoding.UTF8.GetBytes($$$"""{"data":[{"event_id":"{{{eventId}}}","user":{"phone":"zq7hash"}},{"event_id":"other"}]}"""),
    };

    private IEnumerable<object> Rows(Conversation thread)
    {
        var (workspace, contact, now) = (Lab.Workspace, thread.ContactId, Lab.Store.Now);
        var answer = new Message
        {
            WorkspaceId = workspace,
            Id = Lab.Store.Ids.Next(),
            ConversationId = thread.Id,
            ConnectionId = Lab.Connection.Id,
            Key = "zq7answer-key",
            Direction = MessageDirection.Outbound,
            Content = MessageJson.Write(MessageContent.OfText("zq7answer")),
            Text = "zq7answer",
            StatusDetail = "zq7vendorword",
        };
        var order = new Order
        {
            WorkspaceId = workspace,
            Id = Lab.Store.Ids.Next(),
            ContactId = contact,
            ConversationId = thread.Id,
            Number = "ORD-1",
            Currency = "VND",
            Total = 100,
            RecipientName = "zq7recipient",
            Phone = "+84987650317",
            Address = "zq7address",
            Note = "zq7ordernote",
            Lines = [new OrderLine { WorkspaceId = workspace, Line = 1, ProductCode = "AO", Quantity = 1, UnitPrice = 100 }],
            Payments = [new OrderPayment { WorkspaceId = workspace, Number = 1, Amount = 100, Reference = "zq7reference" }],
        };
        var delivery = new Delivery { WorkspaceId = workspace, Id = Lab.Store.Ids.Next(), ConnectionId = Lab.Connection.Id, Kind = DeliveryKind.SendMessage, SubjectId = answer.Id, State = DeliveryState.Dead, Detail = "zq7vendorword" };
        var merge = new MergedContact { WorkspaceId = workspace, Id = Lab.Store.Ids.Next(), KeepId = contact, DropId = Lab.Store.Ids.Next(), At = now, Actor = "member:1", Memory = "" };
        var booking = new Booking { WorkspaceId = workspace, Id = Lab.Store.Ids.Next(), ContactId = contact, ConversationId = thread.Id, Note = "zq7bookingnote" };
        var label = new Label { WorkspaceId = workspace, Id = Lab.Store.Ids.Next(), Name = "zq7label", Color = "#ff0000" };
        merge.Write(new MergeMemory(new Contact { DisplayName = "zq7dropped", Channel = "lab" }, [], [], now, now));
        return
        [
            answer, order, delivery, merge,
            new Attempt { WorkspaceId = workspace, DeliveryId = delivery.Id, Id = Lab.Store.Ids.Next(), Outcome = "Rejected", Detail = "zq7vendorword" },
            new Note { WorkspaceId = workspace, Id = Lab.Store.Ids.Next(), ConversationId = thread.Id, Actor = "member:1", Text = "zq7note" },
            booking, label, new ConversationLabel { WorkspaceId = workspace, ConversationId = thread.Id, LabelId = label.Id, LabelledAt = now },
            new ExternalId { WorkspaceId = workspace, ConnectionId = Lab.Connection.Id, Entity = SyncEntity.Order, LocalId = order.Id, RemoteId = "zq7ordernumber" },
            new ExternalId { WorkspaceId = workspace, ConnectionId = Lab.Connection.Id, Entity = SyncEntity.Booking, LocalId = booking.Id, RemoteId = "zq7bookinguid" },
            new ExternalId { WorkspaceId = workspace, ConnectionId = Lab.Connection.Id, Entity = SyncEntity.Contact, LocalId = contact, RemoteId = "zq7remote" },
            new AutomationEntry { WorkspaceId = workspace, Id = Lab.Store.Ids.Next(), ConversationId = thread.Id, ContactId = contact },
            new Notification { WorkspaceId = workspace, Id = Lab.Store.Ids.Next(), ConversationId = thread.Id, Actor = "member:1" },
            new Reaction { WorkspaceId = workspace, ConnectionId = Lab.Connection.Id, MessageKey = "zq7answer-key", ActorKey = Person, Emoji = "+" },
            new WebhookEvent
            {
                WorkspaceId = workspace,
                Id = Lab.Store.Ids.Next(),
                ConnectorId = "lab",
                AccountId = Lab.Connection.AccountId,
                ConnectionId = Lab.Connection.Id,
                EventKey = [0],
                Body = Encoding.UTF8.GetBytes($"zq7unread of {Person}"),
                ReceivedAt = now,
                State = WebhookEventState.Failed,
            },
            new WebhookEvent
            {
                WorkspaceId = Guid.Empty,
                Id = Lab.Store.Ids.Next(),
                ConnectorId = "lab",
                AccountId = Lab.Connection.AccountId,
                EventKey = [1],
                Body = Encoding.UTF8.GetBytes($"zq7unread zq7off of {Person}"),
                ReceivedAt = now,
                State = WebhookEventState.Unrouted, // it came while the account was switched off
            },
        ];
    }

    private async Task Receive(IReadOnlyList<ChannelEvent> events, string raw, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(raw);
        var parse = Lab.Connector.OnParse;
        Lab.Connector.OnParse = bytes => bytes.Span.SequenceEqual(body) ? new ParsedPayload(events) : bytes.Span.IndexOf("zq7unread"u8) >= 0
            ? ParsedPayload.Failed(new Reason("lab/unreadable")) : parse(bytes);
        await Lab.Add([new WebhookEvent
        {
            WorkspaceId = Lab.Workspace,
            Id = Lab.Store.Ids.Next(),
            ConnectorId = "lab",
            AccountId = Lab.Connection.AccountId,
            ConnectionId = Lab.Connection.Id,
            EventKey = BitConverter.GetBytes(++_received),
            Body = body,
            ReceivedAt = Lab.Store.Now,
        }]);
        await Lab.Get<IngestPump>().Turn(Lab.Workspace, Lab.Connection.Id, cancellation);
    }

    private static MessageEvent Said(string key, string text, DateTimeOffset at) => new()
    {
        EventKey = "msg:" + key,
        OccurredAt = at,
        ConversationKey = "zq7thread",
        MessageKey = key,
        Direction = MessageDirection.Inbound,
        Contact = new Participant([new Identity("user", Person)], "zq7name"),
        Content = MessageContent.OfText(text),
    };
}
