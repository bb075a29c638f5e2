using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Search;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>The same rows in both databases: the same searches, filters and pages answer the same.</summary>
public sealed class P35_SameResultsTests
{
    private const int Rounds = 560;
    private static readonly DateTimeOffset Start = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private const int WindowHours = 48;
    private static readonly ConversationFilterKind[] Filters = Enum.GetValues<ConversationFilterKind>();
    private static readonly string[] Words =
    [
        "giá", "gia", "áo", "dài", "không", "ko", "hồng", "hong", "điện thoại", "đt", "ship", "sip", "size", "M", "bao nhiêu", "bn", "0912 345 678",
        "0987.654.321", "hoà", "hòa", "Đà Nẵng", "ORD-7K2M", "朝の運用", "tiền", "😀", "sđt", "inbox", "ib", "đặt hàng", "100k", "co.vn",
    ];

    [Test]
    [CancelAfter(600_000)]
    public async Task Searches_filters_and_pages_answer_the_same_on_both_databases(CancellationToken cancellation)
    {
        var channel = LabConnector.NewManifest("lab") with { Limits = new ConnectorLimits { WindowHours = WindowHours } };
        await using var sqlite = await Lab.Create(StorageKind.Sqlite, channel);
        await using var postgres = await Lab.Create(StorageKind.Postgres, channel);
        var rows = new Rows(new Random(35), sqlite.Store.Ids, sqlite.Clock.GetUtcNow());
        foreach (var lab in new[] { sqlite, postgres })
            await Seed(lab, rows, cancellation);
        var (hits, random) = (new Dictionary<string, int>(), new Random(53));
        for (var round = 0; round < Rounds; round++)
        {
            var (what, ask) = Ask(round, random, rows);
            var expected = await ask(sqlite, cancellation);
            var actual = await ask(postgres, cancellation);
            Assert.That(actual, Is.EqualTo(expected).AsCollection, $"round {round}, {what}");
            hits[what] = hits.GetValueOrDefault(what) + expected.Count;
        }

        Assert.That(hits.Where(kind => kind.Value == 0).Select(kind => kind.Key), Is.Empty, "what finds nothing proves nothing");
        Assert.That(hits, Has.Count.EqualTo(4 + Filters.Length));
        Assert.That(hits.Values.Sum(), Is.GreaterThan(Rounds * 3), "the searches found too little to prove anything");
        Verdict.Pass("P35", $"{2 * Rounds:N0} searches, lists and pages on {rows.Messages.Count:N0} messages, all the same; hits: {string.Join(", ", hits)}");
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task What_was_edited_or_taken_back_leaves_the_index(
        [ValueSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))] StorageKind kind, CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind);
        await Seed(lab, new Rows(new Random(1), lab.Store.Ids, lab.Clock.GetUtcNow(), people: 1, messages: 3), cancellation);
        await Change(lab, (message, i) => message.Text = i == 0 ? "kangaroo một" : "kangaroo hai", cancellation);
        var before = await Find(lab, "kangaroo", cancellation);

        await Change(lab, (message, i) => message.Text = i == 0 ? "wallaby" : null, cancellation);

        Assert.That(before, Has.Count.EqualTo(3));
        Assert.That(await Find(lab, "kangaroo", cancellation), Is.Empty);
        Assert.That(await Find(lab, "walla", cancellation), Has.Count.EqualTo(1));
        await lab.Store.Write(lab.Workspace, null, async db =>
            db.Messages.RemoveRange(await db.Messages.ToListAsync(cancellation)), cancellation);
        Assert.That(await Find(lab, "wallaby", cancellation), Is.Empty);
    }

    // In turn: messages, contacts, orders by words; conversations by filters; each a few pages far.
    private static (string What, Func<Lab, CancellationToken, Task<List<string>>>) Ask(int round, Random random, Rows rows)
    {
        var (kind, take, pages) = (round % 4, random.Next(1, 30), random.Next(1, 4));
        var query = SearchQuery.Read(Phrase(random, rows));
        var filter = round / 4 % (Filters.Length + 1) is var number && number < Filters.Length ? Filters[number] : (ConversationFilterKind?)null;
        var list = Filter(random, rows, filter);
        var scope = random.Next(4) == 0 ? VisibilityScope.Team : VisibilityScope.All;
        string[] kinds = ["messages", "contacts", "orders", filter?.ToString() ?? "conversations"];
        return (kinds[kind], Found);

        async Task<List<string>> Found(Lab lab, CancellationToken cancellation)
        {
            var caller = new Caller(lab.Workspace, CallerKind.Member, rows.Me, [Permissions.All], scope, [rows.Team]);
            var found = new List<(DateTimeOffset At, Guid Id)>();
            for (var page = 0; page < pages; page++)
            {
                var after = found.Count == 0 ? ((DateTimeOffset, Guid)?)null : found[^1];
                var next = query is null ? [] : await Page(lab, caller, kind, query, list, after, take, cancellation);
                found.AddRange(next);
                if (next.Count < take)
                    break;
            }

            Assert.That(found.Select(row => row.At), Is.Ordered.Descending);
            Assert.That(found.Select(row => row.Id), Is.Unique);
            return found.ConvertAll(row => $"{row.At:O} {row.Id}");
        }
    }

    private static async Task<List<(DateTimeOffset, Guid)>> Page(
        Lab lab, Caller caller, int kind, SearchQuery query, ConversationQuery list, (DateTimeOffset, Guid)? after, int take,
        CancellationToken cancellation)
    {
        var search = new Searcher(lab.Store);
        return kind switch
        {
            0 => (await search.Messages(caller, query, after, take, cancellation)).ConvertAll(hit => (hit.At, hit.Id)),
            1 => (await search.Contacts(caller, query, after, take, cancellation)).ConvertAll(row => (row.FirstSeenAt, row.Id)),
            2 => (await search.Orders(caller, query, after, take, cancellation)).ConvertAll(row => (row.PlacedAt, row.Id)),
            _ => (await new ConversationList(lab.Store, lab.Get<Hub.Core.Connections.ConnectionContexts>())
                .Page(caller, list, after, take, cancellation)).ConvertAll(item => (item.Row.LastActivityAt, item.Row.Id)),
        };
    }

    private static string Phrase(Random random, Rows rows)
    {
        var words = Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(4) == 0 ? rows.Name(random) : Words[random.Next(Words.Length)]);
        var text = string.Join(' ', words);
        return random.Next(3) == 0 ? text[..random.Next(1, text.Length + 1)] : text;
    }

    private static ConversationQuery Filter(Random random, Rows rows, ConversationFilterKind? filter) => new()
    {
        Status = random.Next(3) == 0 ? (ConversationStatus)random.Next(4) : null,
        AssigneeId = random.Next(6) == 0 ? rows.Me : null,
        Unassigned = random.Next(6) == 0,
        TeamId = random.Next(6) == 0 ? rows.Team : null,
        LabelId = random.Next(5) == 0 ? rows.Label : null,
        Priority = random.Next(6) == 0 ? (ConversationPriority)random.Next(5) : null,
        Filters = filter is { } kind ? [new ConversationFilter(kind, random.Next(500_000))] : [],
    };

    private static async Task Seed(Lab lab, Rows rows, CancellationToken cancellation) =>
        await lab.Store.Write(lab.Workspace, lab.Connection.Id, db =>
        {
            rows.AddTo(db, lab.Workspace, lab.Connection.Id);
            return Task.CompletedTask;
        }, cancellation);

    private static Task<List<MessageHit>> Find(Lab lab, string text, CancellationToken cancellation) => new Searcher(lab.Store).Messages(
        Caller.Key(lab.Workspace, Guid.NewGuid(), [Permissions.All]), SearchQuery.Read(text)!, null, 50, cancellation);

    private static Task Change(Lab lab, Action<Message, int> change, CancellationToken cancellation) =>
        lab.Store.Write(lab.Workspace, null, async db =>
        {
            var rows = await db.Messages.OrderBy(row => row.Id).ToListAsync(cancellation);
            for (var i = 0; i < rows.Count; i++)
                change(rows[i], i);
        }, cancellation);

    /// <summary>The same random people, messages and orders for any database; only the workspace and the connection are its own.</summary>
    private sealed class Rows(Random random, Ids ids, DateTimeOffset now, int people = 100, int messages = 15)
    {
        private readonly List<(Guid Contact, Guid Conversation, string Name, DateTimeOffset At, int Seed)> _people =
        [
            .. Enumerable.Range(0, people).Select(_ => (
                ids.Next(), ids.Next(), $"{Given[random.Next(Given.Length)]} {Given[random.Next(Given.Length)]}",
                Start.AddMinutes(random.Next(people / 3 + 1) * 20_000), random.Next())), // several at the same moment
        ];

        private static string[] Given { get; } = ["Hồng", "Ánh", "Đức", "Thị Lê", "Nguyễn", "Hoà", "Anna", "Phương"];

        public Guid Me { get; } = ids.Next();

        public Guid Team { get; } = ids.Next();

        public Guid Label { get; } = ids.Next();

        public List<Guid> Messages { get; } = [.. Enumerable.Range(0, people * messages).Select(_ => ids.Next())];

        private List<Guid> Orders { get; } = [.. Enumerable.Range(0, people).Select(_ => ids.Next())];

        private List<Guid> Bookings { get; } = [.. Enumerable.Range(0, people).Select(_ => ids.Next())];

        public string Name(Random from) => _people[from.Next(_people.Count)].Name;

        public void AddTo(HubDb db, Guid workspace, Guid account)
        {
            for (var i = 0; i < _people.Count; i++)
                AddPerson(db, workspace, account, i, new Random(_people[i].Seed));
        }

        private void AddPerson(HubDb db, Guid workspace, Guid account, int number, Random own)
        {
            var (contact, thread, name, at, _) = _people[number];
            db.Contacts.Add(new Contact
            {
                WorkspaceId = workspace,
                Id = contact,
                Channel = "lab",
                DisplayName = name,
                Phone = own.Next(3) == 0 ? $"+849{own.Next(10_000_000, 99_999_999)}" : null,
                FirstSeenAt = at,
                LastSeenAt = at,
            });
            // The reply window of every other one is about to close, or has just closed.
            var lastInbound = own.Next(2) == 0 ? at : now.AddHours(-WindowHours).AddMinutes(own.Next(-60, 240));
            var lastMessage = at.AddMinutes(messages * 60);
            db.Conversations.Add(new Conversation
            {
                WorkspaceId = workspace,
                Id = thread,
                ConnectionId = account,
                ContactId = contact,
                Key = $"thread-{number}",
                StartedAt = at,
                LastActivityAt = lastInbound > lastMessage ? lastInbound : lastMessage,
                LastInboundAt = lastInbound,
                WaitingSince = own.Next(2) == 0 ? now.AddMinutes(-own.Next(600_000)) : null,
                HasOrder = own.Next(2) == 0,
                FailedSend = own.Next(3) == 0,
                Status = (ConversationStatus)own.Next(4),
                AssigneeId = own.Next(3) == 0 ? Me : null,
                TeamId = own.Next(3) == 0 ? Team : null,
                Priority = (ConversationPriority)own.Next(5),
                HasPhone = own.Next(2) == 0,
                FromAd = own.Next(3) == 0,
            });
            if (own.Next(2) == 0)
                db.ConversationLabels.Add(new ConversationLabel { WorkspaceId = workspace, ConversationId = thread, LabelId = Label, LabelledAt = at });
            AddOrder(db, workspace, number, own);
            if (number % 2 == 0)
                AddBooking(db, workspace, number);
            for (var i = 0; i < messages; i++)
                AddMessage(db, workspace, account, number, i, own);
        }

        private void AddOrder(HubDb db, Guid workspace, int number, Random own) => db.Orders.Add(new Order
        {
            WorkspaceId = workspace,
            Id = Orders[number],
            ContactId = _people[number].Contact,
            ConversationId = _people[number].Conversation,
            Number = $"ORD-{own.Next(100_000)}-{number}",
            Currency = "VND",
            PlacedAt = _people[number].At.AddHours(own.Next(3)),
            Lines =
            [
                new OrderLine
                {
                    WorkspaceId = workspace,
                    OrderId = Orders[number],
                    Line = 1,
                    ProductCode = Words[own.Next(Words.Length)],
                    Name = Words[own.Next(Words.Length)],
                    Quantity = 1,
                },
            ],
        });

        private void AddBooking(HubDb db, Guid workspace, int number) => db.Bookings.Add(new Booking
        {
            WorkspaceId = workspace,
            Id = Bookings[number],
            ServiceId = Me,
            ResourceId = Team,
            ContactId = _people[number].Contact,
            ConversationId = _people[number].Conversation,
            State = number % 6 == 0 ? BookingState.Cancelled : BookingState.Confirmed,
            StartsAt = now,
            EndsAt = now.AddHours(1),
            BusyFrom = now,
            BusyTo = now.AddHours(1),
            CreatedAt = now,
        });

        private void AddMessage(HubDb db, Guid workspace, Guid account, int person, int number, Random own)
        {
            var message = new Message
            {
                WorkspaceId = workspace,
                Id = Messages[(person * messages) + number],
                ConversationId = _people[person].Conversation,
                ConnectionId = account,
                Key = $"{person}-{number}",
                Direction = own.Next(3) == 0 ? MessageDirection.Outbound : MessageDirection.Inbound,
                Content = "{}",
                Status = own.Next(20) == 0 ? MessageStatus.Failed : MessageStatus.Sent,
                OccurredAt = _people[person].At.AddMinutes(number * own.Next(60)),
                ReceivedAt = Start,
            };
            message.Text = string.Join(' ', Enumerable.Range(0, own.Next(1, 7)).Select(_ => Words[own.Next(Words.Length)]));
            db.Messages.Add(message);
        }
    }
}
