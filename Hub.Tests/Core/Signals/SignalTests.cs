using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Signals.Tracking;
using Hub.Core.Storage;
using Hub.Tests.Core.Deliveries;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Signals;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SignalTests(StorageKind kind)
{
    [Test]
    public async Task A_conversation_from_an_ad_is_reported_once_with_its_tracking_id()
    {
        await using var lab = await Lab.Create(kind);
        var reported = Reported(lab);
        await lab.Apply(SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m2", lab.Clock.GetUtcNow()));
        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow())); // the ad's event comes after the message

        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        var signal = reported.Single();
        Assert.That(
            (signal.Kind, signal.Referral?.TrackingId?.Value, signal.Referral?.AdId?.Value),
            Is.EqualTo((SignalKind.ConversationStarted, "click-ad-1", "ad-1")));
    }

    [Test]
    public async Task Keywords_are_reported_once_per_conversation_however_they_are_spelt()
    {
        await using var lab = await Lab.Create(kind);
        var reported = Reported(lab);
        var keyword = await Keyword(lab, "bao nhiêu");
        await lab.Apply(
            LaneTests.Arrival("u0", lab.Clock.GetUtcNow()),
            SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow(), "GIÁ BAO NHIÊU shop"),
            SendingTests.Inbound(0, "m2", lab.Clock.GetUtcNow(), "bao nhieu vay"),
            SendingTests.Inbound(0, "m3", lab.Clock.GetUtcNow(), "không có gì"));

        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        var signal = reported.Single(found => found.Kind == SignalKind.Keyword);
        Assert.That(signal.KeywordId, Is.EqualTo(keyword));
    }

    [Test]
    public async Task The_same_facts_have_the_same_event_ids_in_another_database()
    {
        await using var lab = await Lab.Create(kind);
        var connection = lab.Connection;

        var first = SignalIds.Of(connection, "thread-0", SignalKind.ConversationStarted);
        connection.Id = Guid.NewGuid();

        Assert.That(SignalIds.Of(connection, "thread-0", SignalKind.ConversationStarted), Is.EqualTo(first));
        Assert.That(SignalIds.Of(connection, "thread-1", SignalKind.ConversationStarted), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Who_came_by_themselves_is_not_reported_and_the_ledger_says_so()
    {
        await using var lab = await Lab.Create(kind);
        var reported = Reported(lab);
        await lab.Apply(SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()));

        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        var entry = (await lab.Read(db => db.LedgerEntries.ToListAsync())).Single();
        Assert.That(reported, Is.Empty);
        Assert.That((entry.State, entry.ReasonCode), Is.EqualTo((LedgerState.Dropped, "unattributed")));
        Assert.That(await lab.Read(db => db.Deliveries.CountAsync(row => row.State == DeliveryState.Dead)), Is.Zero, "no dead letter");
    }

    [Test]
    public async Task What_the_connection_does_not_report_stays_and_nothing_has_failed()
    {
        await using var lab = await Lab.Create(kind);
        var reported = Reported(lab);
        await Keyword(lab, "bao nhiêu");
        lab.Connector.OnStays = signal => signal.Kind == SignalKind.Keyword ? new Reason("lab/no-event-name", "It names no event.") : null;
        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow(), "bao nhiêu"));

        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        var stayed = (await lab.Read(db => db.LedgerEntries.ToListAsync())).Single(entry => entry.State == LedgerState.Dropped);
        Assert.That(reported.Single().Kind, Is.EqualTo(SignalKind.ConversationStarted));
        Assert.That((stayed.ReasonCode, stayed.ReasonDetail), Is.EqualTo(("not_reported", "It names no event.")));
        Assert.That(await lab.Read(db => db.Deliveries.CountAsync(row => row.State == DeliveryState.Dead)), Is.Zero, "no dead letter");
    }

    [Test]
    public async Task What_stayed_is_looked_at_again_when_an_ad_that_can_be_reported_brings_the_contact_back()
    {
        await using var lab = await Lab.Create(kind);
        var reported = Reported(lab);
        lab.Connector.OnStays = signal => signal.Referral?.AdId?.Value == "ad-1" ? new Reason("lab/other-click", "Its click is none of this platform's.") : null;
        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()));
        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);
        Assert.That((await lab.Read(db => db.LedgerEntries.SingleAsync())).ReasonCode, Is.EqualTo("not_reported"));

        lab.Connector.OnStays = _ => null;
        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow(), "ad-2"));
        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        Assert.That(reported.Single().Kind, Is.EqualTo(SignalKind.ConversationStarted));
        Assert.That((await lab.Read(db => db.LedgerEntries.SingleAsync())).State, Is.EqualTo(LedgerState.Sent));
    }

    [Test]
    public async Task A_conversation_of_another_platform_is_none_of_this_ad_platforms_business()
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab") with { ReferralsOf = ["elsewhere"] });
        var reported = Reported(lab);
        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()));

        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        Assert.That(reported, Is.Empty);
        Assert.That((await lab.Read(db => db.LedgerEntries.ToListAsync())).Single().ReasonCode, Is.EqualTo("other_platform"));
    }

    [Test]
    public async Task A_report_under_way_is_in_doubt_after_a_crash_though_an_arrival_came_meanwhile()
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab") with { CountsRepeats = true });
        var reported = Reported(lab);
        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()));
        await lab.Store.Write(null, null, db => db.Deliveries.Where(row => row.Kind == DeliveryKind.ReportSignal)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Started)), CancellationToken.None); // by a node that was killed

        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow(), "ad-2"));
        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        Assert.That(reported, Is.Empty, "it may have been counted");
        Assert.That(
            await lab.Read(db => db.Deliveries.Where(row => row.Kind == DeliveryKind.ReportSignal).Select(row => row.State).SingleAsync()),
            Is.EqualTo(DeliveryState.Unknown));
    }

    [Test]
    public async Task A_tracking_id_in_a_prefilled_text_goes_to_its_own_platform_and_out_of_sight()
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab") with { ReferralsOf = ["elsewhere"] });
        var reported = Reported(lab);
        await lab.Store.Write(null, null, async db =>
            (await db.Connections.SingleAsync()).Tracking = new TrackingRule("lab", "[ref: {id}]", IsExpression: false).Write(), CancellationToken.None);
        var at = lab.Clock.GetUtcNow();
        await lab.Apply(SendingTests.Inbound(0, "m1", at, "Chào shop, hỏi giá [ref: TT-1801x]"), SendingTests.Inbound(1, "m2", at, "Chào shop"));
        await lab.Apply(SendingTests.Inbound(0, "m1", at, "Chào shop, hỏi giá [ref: TT-1801x]")); // the platform repeats itself

        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        var message = await lab.Read(db => db.Messages.SingleAsync(row => row.Key == "m1"));
        Assert.Multiple(async () =>
        {
            Assert.That(reported.Single().Referral?.TrackingId?.Value, Is.EqualTo("TT-1801x"));
            Assert.That((message.Text, message.SearchWords?.Contains("1801")), Is.EqualTo(("Chào shop, hỏi giá", (bool?)false)));
            Assert.That(message.Content, Does.Not.Contain("TT-1801x"));
            Assert.That(await lab.Read(db => db.Referrals.Select(row => row.Platform).ToListAsync()), Is.EqualTo(new[] { "lab" }));
            Assert.That(await lab.Read(db => db.Conversations.CountAsync(row => row.FromAd)), Is.EqualTo(1));
            Assert.That(
                await lab.Read(db => db.LedgerEntries.Where(row => row.ReferralId == null).Select(row => row.ReasonCode).ToListAsync()),
                Is.EqualTo(new[] { "other_platform" }));
        });
    }

    [Test]
    public async Task Where_repeats_count_a_report_without_an_answer_is_in_doubt_and_never_made_again()
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab") with { CountsRepeats = true });
        var (told, answers) = (new List<string>(), new Queue<Outcome>([new Outcome.Unknown(new Reason("lab/no-answer")), new Outcome.Accepted()]));
        lab.Connector.OnReport = async (_, signals) =>
        {
            told.AddRange(signals.Select(signal => signal.EventId.Hex));
            await lab.Apply(LaneTests.Arrival($"u{told.Count - 1}", lab.Clock.GetUtcNow(), "ad-2", $"thread-{told.Count - 1}")); // while it is under way
            return new BatchAnswer([.. signals.Select(signal => new WriteResult(signal.EventId.Hex, answers.Dequeue()))]);
        };
        for (var person = 0; person < 2; person++)
        {
            await lab.Apply(LaneTests.Arrival($"u{person}", lab.Clock.GetUtcNow(), thread: $"thread-{person}"), SendingTests.Inbound(person, $"m{person}", lab.Clock.GetUtcNow()));
            lab.Clock.Advance(TimeSpan.FromSeconds(10));
            await lab.Run(DeliveryKind.ReportSignal);
        }

        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow(), "ad-3")); // an arrival comes late
        for (var hour = 0; hour < 3; hour++)
        {
            lab.Clock.Advance(TimeSpan.FromHours(1));
            await lab.Run(DeliveryKind.ReportSignal);
        }

        Assert.That(told, Has.Count.EqualTo(2).And.Unique);
        Assert.That(
            await lab.Read(db => db.LedgerEntries.OrderBy(row => row.At).Select(row => row.State).ToListAsync()),
            Is.EqualTo(new[] { LedgerState.InDoubt, LedgerState.Sent }));
    }

    [Test]
    public async Task A_persons_own_id_goes_to_the_platform_that_gave_it_and_to_no_other([Values] bool isOwn)
    {
        var manifest = LabConnector.NewManifest("lab") with { PersonIds = new Dictionary<string, string> { [isOwn ? "lab" : "elsewhere"] = "user" } };
        await using var lab = await Lab.Create(kind, manifest);
        var reported = Reported(lab);
        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()));
        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        var origin = reported.Single().Origin!;
        Assert.That((origin.Channel.Value, origin.Account.Value), Is.EqualTo(("lab", lab.Connection.AccountId)));
        Assert.That(origin.Person?.Value, Is.EqualTo(isOwn ? "u0" : null));
    }

    [Test]
    public async Task The_last_arrival_is_credited_unless_the_connection_asks_for_the_first([Values(null, "first", "last")] string? model)
    {
        await using var lab = await Lab.Create(kind);
        var settings = new ConnectorSettings(System.Text.Json.JsonSerializer.SerializeToElement(new { attribution = model }));
        var at = lab.Clock.GetUtcNow();
        ReferralRecord[] arrivals =
        [
            new() { EventKey = "b", AdId = "second", OccurredAt = at.AddDays(-1) },
            new() { EventKey = "a", AdId = "first", OccurredAt = at.AddDays(-9) },
            new() { EventKey = "c", AdId = "later", OccurredAt = at.AddDays(1) },
        ];

        Assert.That(Attribution.Of(settings, arrivals, at)!.AdId, Is.EqualTo(model == "first" ? "first" : "second"));
    }

    private static List<Signal> Reported(Lab lab)
    {
        var reported = new List<Signal>();
        lab.Connector.OnReport = (_, signals) =>
        {
            reported.AddRange(signals);
            return Task.FromResult(new BatchAnswer([.. signals.Select(signal => new WriteResult(signal.EventId.Hex, LabConnector.Ok))]));
        };
        return reported;
    }

    private static async Task<Guid> Keyword(Lab lab, string term)
    {
        var (list, keyword) = (Guid.NewGuid(), Guid.NewGuid());
        await lab.Store.Write(null, null, db =>
        {
            db.KeywordLists.Add(new KeywordList { WorkspaceId = lab.Workspace, Id = list, Name = "vi", Language = "vi", ActiveVersion = 1 });
            db.KeywordEntries.Add(new KeywordEntry
            {
                WorkspaceId = lab.Workspace,
                ListId = list,
                Version = 1,
                KeywordId = keyword,
                Term = term,
                Mode = "WholeWord",
                Accents = "Folded",
            });
            return Task.CompletedTask;
        }, CancellationToken.None);
        return keyword;
    }
}
