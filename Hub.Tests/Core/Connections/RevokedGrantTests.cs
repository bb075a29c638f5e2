using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>A permission that was taken away on the platform ends the connection as a person would; whatever may be something else does not.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class RevokedGrantTests(StorageKind kind) : LabTest(kind)
{
    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(30_000)]
    public async Task A_grant_that_is_not_renewed_ends_the_connection_with_a_receipt(bool saysExpired, CancellationToken cancellation)
    {
        await Granted();
        await Owed(saysExpired ? new Outcome.AuthExpired(new Reason("lab/401")) : new Outcome.AuthRevoked(new Reason("lab/gone")));

        await Lab.Run(DeliveryKind.SendMessage);
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Get<Disconnector>().Settle(cancellation);
        await Lab.Run(DeliveryKind.Revoke); // the subscription

        var (row, end) = (await Connection(), await Lab.Read(db => db.Disconnects.SingleAsync(cancellation)));
        var message = await Lab.Read(db => db.Messages.SingleAsync(found => found.Direction == MessageDirection.Outbound, cancellation));
        Assert.That((row.State, row.StateCode, row.Vault.Length), Is.EqualTo((ConnectionState.Disconnected, Hub.Core.Connections.Connection.AccessRemoved, 0)));
        Assert.That((end.Cause, end.Actor, end.Revoke, end.Kept), Is.EqualTo((DisconnectCause.AccessRemoved, "platform", VendorStep.AlreadyGone, (byte[]?)null)));
        Assert.That(end.CancelledByKind[DeliveryKind.SendMessage], Is.EqualTo(1), "also what the lane had in its hands");
        Assert.That(message.StatusCode, Is.EqualTo("connection_disconnected"));
        Assert.That(await Lab.Read(db => db.Messages.CountAsync(cancellation)), Is.EqualTo(2), "history stays");
    }

    [TestCase("pasted")]
    [TestCase("lapsed")]
    [TestCase("interrupted")]
    [TestCase("unanswered")]
    [TestCase("refused otherwise")]
    [CancelAfter(30_000)]
    public async Task What_may_be_something_else_waits_for_a_person(string how, CancellationToken cancellation)
    {
        if (how != "pasted")
            await Granted();
        if (how == "lapsed")
            await Set(db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.RefreshExpiresAt, Lab.Store.Now), cancellation));
        if (how == "interrupted") // the vendor may have given another token to a process that died with it
            await Lab.Add([new Lane
            {
                WorkspaceId = Lab.Workspace, ConnectionId = Lab.Connection.Id, Kind = DeliveryKind.TokenLease, LeaseToken = Guid.NewGuid(),
            }]);
        var (gone, calls) = (Lab.Connector.OnRefresh, 0);
        if (how == "unanswered") // it may have given another token then, too
            Lab.Connector.OnRefresh = context => calls++ > 0
                ? gone(context) : Task.FromResult(new GrantAnswer(new Outcome.Transient(new Reason("lab/no-answer"))));
        if (how == "refused otherwise")
            Lab.Connector.OnRefresh = _ => Task.FromResult(new GrantAnswer(new Outcome.AuthExpired(new Reason("lab/scope"))));
        await Owed(new Outcome.AuthExpired(new Reason("lab/401")));

        if (await Lab.Run(DeliveryKind.SendMessage) is { } again)
        {
            Lab.Clock.Set(again);
            await Lab.Run(DeliveryKind.SendMessage);
        }

        Assert.That(((await Connection()).State, (await Connection()).StateCode), Is.EqualTo((ConnectionState.Paused, "auth_revoked")));
        var wayOn = ConnectionTexts.Find(ConnectionState.Paused, "auth_revoked")!.WayOn;
        Assert.That(wayOn.En, Does.Not.Contain("without a way to renew"), "most of these have one");
        Assert.That(wayOn.Vi, Does.Not.Contain("không có cách làm mới"));
        Assert.That((await Lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage, cancellation))).State,
            Is.EqualTo(DeliveryState.Owed));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task One_answer_that_calls_it_gone_is_not_believed_while_it_can_be_renewed(CancellationToken cancellation)
    {
        await Granted();
        Lab.Connector.OnRefresh = _ => Task.FromResult(new GrantAnswer(LabConnector.Ok, new Credentials("token-2", "refresh-2")));
        await Owed(new Outcome.AuthRevoked(new Reason("lab/gone")));

        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That((await Connection()).State, Is.EqualTo(ConnectionState.Active));
        Assert.That((await Lab.Read(db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound, cancellation))).Status,
            Is.EqualTo(MessageStatus.Sent));
    }

    [TestCase(GrantState.Asked)]
    [TestCase(GrantState.Exchanging)]
    [TestCase(GrantState.Open)]
    [CancelAfter(30_000)]
    public async Task While_somebody_connects_the_account_again_its_dead_tokens_end_nothing(GrantState state, CancellationToken cancellation)
    {
        await Granted();
        await Owed(new Outcome.AuthExpired(new Reason("lab/401")));
        await Asks(state);

        var again = await Lab.Run(DeliveryKind.SendMessage);

        var waiting = await Lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage, cancellation));
        Assert.That((await Connection()).State, Is.EqualTo(ConnectionState.Active), "nobody has to be told of anything");
        Assert.That((waiting.State, waiting.Code, waiting.Attempts), Is.EqualTo((DeliveryState.Owed, TokenKeeper.ConnectingAnew, 0)));

        await Set(db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(
            row => row.Vault, Lab.Get<ConnectionVault>().Lock(Lab.Connection, new ConnectionSecrets(new Credentials("token-2", "refresh-2"), [])))));
        Lab.Clock.Set(again!.Value);
        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That((await Lab.Read(db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound, cancellation))).Status,
            Is.EqualTo(MessageStatus.Sent), "with the new ones");
    }

    [TestCase(GrantState.Asked, 2)]
    [TestCase(GrantState.Exchanging, 2)] // the process that asked for the tokens has died
    [TestCase(GrantState.Open, 6)]
    [CancelAfter(30_000)]
    public async Task Tokens_that_are_still_dead_when_nobody_comes_back_from_the_page_end_the_connection(
        GrantState state, int minutes, CancellationToken cancellation)
    {
        await Granted();
        await Owed(new Outcome.AuthExpired(new Reason("lab/401")));
        await Asks(state);
        await Lab.Run(DeliveryKind.SendMessage);
        Assert.That((await Connection()).State, Is.EqualTo(ConnectionState.Active));

        Lab.Clock.Advance(TimeSpan.FromMinutes(minutes)); // the page may be open for longer
        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That((await Connection()).State, Is.EqualTo(ConnectionState.Disconnected));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Somebody_who_is_about_to_choose_from_other_accounts_hides_nothing(CancellationToken cancellation)
    {
        await Granted();
        await Owed(new Outcome.AuthExpired(new Reason("lab/401")));
        await Asks(GrantState.Open, account: "another");

        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That((await Connection()).State, Is.EqualTo(ConnectionState.Disconnected));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Somebody_who_connects_another_account_again_keeps_this_one_alive_no_longer(
        [Values("lab", "another")] string connector, CancellationToken cancellation)
    {
        await Granted();
        await Owed(new Outcome.AuthExpired(new Reason("lab/401")));
        await Asks(GrantState.Open, connector, connector == "lab" ? Guid.NewGuid() : null);

        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That((await Connection()).State, Is.EqualTo(ConnectionState.Disconnected));
    }

    private Task Asks(GrantState state, string connectorId = "lab", Guid? connection = null, string? account = null)
    {
        var id = Lab.Store.Ids.Next();
        var secrets = new GrantSecrets(
            null, new Credentials("token-2", "refresh-2"), Accounts: [new RemoteAccount(account ?? Lab.Connection.AccountId, null)]);
        return Lab.Add([new Grant
        {
            WorkspaceId = Lab.Workspace,
            Id = id,
            ConnectorId = connectorId,
            ConnectionId = connection,
            StateHash = "hash",
            Actor = "member:1",
            Redirect = "https://hub.example.com/",
            State = state,
            Vault = state == GrantState.Open ? Lab.Get<GrantVault>().Lock(Lab.Workspace, connectorId, id, secrets) : [],
            ExpiresAt = Lab.Store.Now.AddMinutes(15),
        }]);
    }

    private Task Granted() => Set(db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.GrantedBy, "somebody")));

    private async Task Owed(Outcome firstAnswer)
    {
        Lab.Connector.OnSend = (context, part) => Task.FromResult(
            context.Credentials.AccessToken == "token-1" ? firstAnswer : new Outcome.Accepted("key-" + part.CorrelationId));
        await Lab.Apply(SendingTests.Inbound(1, "hello", Lab.Clock.GetUtcNow()));
        var thread = await Lab.Read(db => db.Conversations.Select(row => row.Id).SingleAsync());
        await Lab.Get<MessageSender>().Send(
            Lab.Workspace, thread, new OutboundDraft([new MessageContent { Kind = MessageKind.Text, Text = "Dạ còn ạ" }]), [], CancellationToken.None);
    }

    private Task Set(Func<HubDb, Task> work) => Lab.Store.Write(null, null, work, CancellationToken.None);

    private Task<Connection> Connection() => Lab.Read(db => db.Connections.SingleAsync());
}
