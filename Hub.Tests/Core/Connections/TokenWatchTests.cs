using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class TokenWatchTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task Whoever_can_connect_again_is_told_a_week_before_tokens_end_once_for_each_end()
    {
        var admin = Members.New(Lab.Store, Lab.Workspace, "admin@example.com", "Admin", BuiltInRoles.Admin.Id);
        var agent = Members.New(Lab.Store, Lab.Workspace, "agent@example.com", "Agent", BuiltInRoles.Agent.Id);
        (admin.State, agent.State) = (MemberState.Active, MemberState.Active);
        await Lab.Add([admin, agent]);
        await Lab.Get<WebhookDesk>().Create(Caller.Key(Lab.Workspace, Guid.NewGuid(), []),
            new WebhookForm("https://93.184.215.14/hook", null, ["connection.token_ending"], null), CancellationToken.None);
        await Take(Lab.Store.Now.AddDays(20).AddTicks(7));

        await Watch();
        Assert.That(await Told(), Is.Empty, "there is time");

        Lab.Clock.Advance(TimeSpan.FromDays(14));
        await Watch();
        await Watch();
        Assert.That(await Told(), Is.EqualTo(new[] { (admin.Id, NotificationKind.TokenEnding, (Guid?)Lab.Connection.Id) }));
        Assert.That((await Lab.Read(db => db.HubEvents.SingleAsync())).Payload, Does.Contain("lapsesAt").And.Contain($"{Lab.Connection.Id}"));

        await Take(Lab.Store.Now.AddDays(3));
        await Watch();
        Assert.That(await Told(), Has.Count.EqualTo(2), "the new tokens end too");
    }

    private Task Watch() => Lab.Get<TokenWatch>().Run(CancellationToken.None);

    private async Task Take(DateTimeOffset end) => Assert.That(
        await Lab.Get<ConnectionSetup>().Change(
            Lab.Workspace, Lab.Connection.Id, new ConnectionChange(null, null, null, new Credentials("token", ExpiresAt: end), null), "member:1", CancellationToken.None),
        Is.InstanceOf<SetupAnswer.Done>());

    private async Task<List<(Guid, NotificationKind, Guid?)>> Told() =>
        (await Lab.Read(db => db.Notifications.OrderBy(row => row.Id).ToListAsync())).ConvertAll(row => (row.MemberId, row.Kind, row.ConnectionId));
}
