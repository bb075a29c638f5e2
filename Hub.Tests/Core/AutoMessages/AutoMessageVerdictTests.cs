using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.AutoMessages;

/// <summary>What a platform says of an automatic message long after it was written.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class AutoMessageVerdictTests(StorageKind kind) : LabTest(kind)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Whoever_can_change_it_is_told_once_how_a_review_has_ended_in_the_app_and_by_webhook()
    {
        var admin = await Member(BuiltInRoles.Owner.Id);
        await Member(BuiltInRoles.Viewer.Id);
        await Lab.Get<WebhookDesk>().Create(
            Lab.Owner(), new WebhookForm("https://93.184.215.14/hook", null, ["connection.auto_message_reviewed"], null), CancellationToken.None);

        await Lab.Apply(Reviewed("a", AutoMessageReview.Rejected, 1));
        await Lab.Apply(Reviewed("a", AutoMessageReview.Rejected, 1)); // the platform repeats what it posts
        await Lab.Apply(Reviewed("a", AutoMessageReview.Reviewing, 2), Reviewed("b", AutoMessageReview.Approved, 3), Reviewed("b", AutoMessageReview.Approved, 3));

        Assert.That(await Told(), Is.EqualTo(new[]
        {
            (admin, NotificationKind.AutoMessageRejected, (Guid?)Lab.Connection.Id), (admin, NotificationKind.AutoMessageApproved, Lab.Connection.Id),
        }));
        var sent = await Lab.Read(db => db.HubEvents.OrderBy(row => row.Id).Select(row => row.Payload).ToListAsync());
        Assert.That(sent, Has.Count.EqualTo(2));
        Assert.That(sent[0], Does.Contain("connection.auto_message_reviewed").And.Contain("\"kind\":\"chatPrompt\"").And.Contain("\"state\":\"rejected\""));
    }

    [Test]
    public async Task A_later_verdict_is_news_and_an_older_one_that_comes_late_is_none()
    {
        var admin = await Member(BuiltInRoles.Owner.Id);

        await Lab.Apply(Reviewed("a", AutoMessageReview.Approved, 5));
        await Lab.Apply(Reviewed("a", AutoMessageReview.Rejected, 1));
        await Lab.Apply(Reviewed("a", AutoMessageReview.Rejected, 9));

        Assert.That((await Told()).Select(row => row.Kind), Is.EqualTo(new[] { NotificationKind.AutoMessageApproved, NotificationKind.AutoMessageRejected }));
    }

    [Test]
    public async Task An_account_that_is_switched_off_tells_nothing()
    {
        await Member(BuiltInRoles.Owner.Id);
        await Lab.Store.Write(null, null, db => db.Connections.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, ConnectionState.Disabled)), CancellationToken.None);

        await Lab.Apply(Reviewed("a", AutoMessageReview.Rejected, 1));

        Assert.That(await Told(), Is.Empty);
    }

    private static AutoMessageEvent Reviewed(string key, AutoMessageReview review, int minutes) => new()
    {
        EventKey = $"auto:{key}:{review}:{minutes}",
        OccurredAt = Noon.AddMinutes(minutes),
        MessageKey = key,
        MessageKind = AutoMessageKind.ChatPrompt,
        Review = review,
    };

    private async Task<List<(Guid Member, NotificationKind Kind, Guid? Connection)>> Told() =>
        [.. (await Lab.Read(db => db.Notifications.OrderBy(row => row.Id).ToListAsync())).Select(row => (row.MemberId, row.Kind, row.ConnectionId))];

    private async Task<Guid> Member(Guid role)
    {
        var member = Members.New(Lab.Store, Lab.Workspace, $"{Lab.Store.Ids.Next():N}@example.com", "Mai", role);
        member.State = MemberState.Active;
        await Lab.Store.Write(Lab.Workspace, null, db =>
        {
            db.Members.Add(member);
            return Task.CompletedTask;
        }, CancellationToken.None);
        return member.Id;
    }
}
