using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Core.Connections;

/// <summary>What connectors tell of a subscription beside that it stands: what all accounts live on, which kinds of events come, what a person is to do.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SubscriptionDetailTests(StorageKind kind) : SubscriptionTest(kind)
{
    [Test]
    [CancelAfter(30_000)]
    public async Task What_an_account_connected_just_now_has_made_for_all_was_missing_for_those_before_it(CancellationToken cancellation)
    {
        var (stood, made) = await MadeByAnother(new Outcome.Accepted(), forAll: true, cancellation);

        Assert.That(await Blind(cancellation), Is.EqualTo(new (DateTimeOffset?, DateTimeOffset?)[] { (null, null), (stood, made) }));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_account_whose_own_part_fails_has_mended_what_the_others_live_on(CancellationToken cancellation)
    {
        var (stood, made) = await MadeByAnother(new Outcome.Rejected(new Reason("lab/no-permission")), forAll: true, cancellation);

        Assert.That(await Blind(cancellation), Is.EqualTo(new (DateTimeOffset?, DateTimeOffset?)[] { (null, null), (stood, made) }));
        Assert.That((await Subscription()).State, Is.EqualTo(SubscriptionState.Failing));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_an_account_has_made_for_itself_alone_is_nobody_elses_loss(CancellationToken cancellation)
    {
        await MadeByAnother(new Outcome.Accepted(), forAll: false, cancellation);

        Assert.That(await Blind(cancellation), Is.All.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task A_connector_of_before_can_only_say_that_it_made_one_and_where_all_share_it_that_counts_for_all([Values] bool isShared, [Values] bool isMade)
    {
        var outcome = isMade ? (Outcome)new Outcome.Accepted() : new Outcome.Duplicate();
        using var http = FakeVendor.Client();
        var connection = new ConnectionContext(Guid.Empty, "1", ConnectorSettings.Empty, Credentials.None, http, NullLogger.Instance);

        var answer = await EnsureSubscriptions.Ask(
            isShared ? new SharedBefore(outcome) : new Before(outcome), connection, new Uri("https://hub.example"), CancellationToken.None);

        Assert.That((answer.Outcome, answer.MadeForAll), Is.EqualTo((outcome, isShared && isMade)));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Which_kinds_of_events_come_and_which_do_not_is_kept_while_it_stands(CancellationToken cancellation)
    {
        Lab.Connector.OnDetail = outcome => new EnsuredSubscription(outcome) { Coming = ["messages", "echoes"], Missing = ["comments"] };
        await Look(cancellation);
        var first = await Subscription();
        Lab.Connector.OnDetail = outcome => new EnsuredSubscription(outcome) { Coming = ["messages", "echoes", "comments"] };
        Lab.Clock.Advance(SubscriptionWatch.Every);
        await Look(cancellation);
        var second = await Subscription();

        Assert.That((first.State, first.Coming, first.Missing), Is.EqualTo((SubscriptionState.Stands, "messages echoes", "comments")));
        Assert.That((second.Coming, second.Missing), Is.EqualTo(("messages echoes comments", (string?)null)));
        Assert.That(WebhookSubscription.Kinds(second.Missing), Is.Empty);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_a_person_is_to_do_about_one_that_fails_is_kept_until_it_stands(CancellationToken cancellation)
    {
        var words = new LocalizedText("Press it.", "Hãy bấm.");
        Answers(new Outcome.Rejected(new Reason("lab/off") { Words = words }));
        await Look(cancellation);
        var failing = await Subscription();
        Answers(new Outcome.Duplicate());
        Lab.Clock.Advance(SubscriptionWatch.Every);
        await Look(cancellation);

        Assert.That((failing.State, failing.WayOn), Is.EqualTo((SubscriptionState.Failing, words)));
        Assert.That((await Subscription()).WayOn, Is.Null);
    }

    // The other account stood; then this one, which nobody has looked at before, asks first.
    private async Task<(DateTimeOffset Stood, DateTimeOffset Made)> MadeByAnother(Outcome outcome, bool forAll, CancellationToken cancellation)
    {
        var other = await OtherAccount();
        await Lab.Get<SubscriptionWatch>().Run(cancellation);
        await Look(other, cancellation);
        var stood = Lab.Store.Now;
        Lab.Clock.Advance(SubscriptionWatch.Every);
        Answers(outcome);
        Lab.Connector.OnDetail = found => new EnsuredSubscription(found) { MadeForAll = forAll && found is not Outcome.Duplicate };
        await Look(cancellation);
        var made = Lab.Store.Now;
        Answers(new Outcome.Duplicate());
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Look(other, cancellation);
        return (stood, made);
    }

    private async Task<List<(DateTimeOffset?, DateTimeOffset?)>> Blind(CancellationToken cancellation) => (await Lab.Store.Read(null, db => db.Connections
        .Where(row => row.ConnectorId == Lab.Connection.ConnectorId).ToListAsync(cancellation)))
        .OrderBy(row => row.WorkspaceId != Lab.Workspace).Select(row => (row.BlindFrom, row.BlindUntil)).ToList();

    private class Before(Outcome outcome) : ISubscribe
    {
        public Task<Outcome> Ensure(ConnectionContext connection, Uri callback, CancellationToken cancellation) => Task.FromResult(outcome);

        public Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation) => Task.FromResult(outcome);
    }

    private sealed class SharedBefore(Outcome outcome) : Before(outcome), IShareSubscription
    {
        public bool StaysForOthers => true;
    }
}
