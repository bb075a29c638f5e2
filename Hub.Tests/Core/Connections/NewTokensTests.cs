using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>A connection that gets other tokens: what hung on those before must not touch it any more.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class NewTokensTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task A_renewal_is_owed_for_the_new_tokens_and_for_none_that_cannot_be_renewed()
    {
        await Take(new Credentials("token-2", "refresh-2", Lab.Store.Now.AddHours(10)));
        Assert.That(await Renewals(), Is.EqualTo(new[] { Lab.Store.Now.AddHours(9) }));

        await Take(new Credentials("token-3", "refresh-3", Lab.Store.Now.AddHours(100)));
        Assert.That(await Renewals(), Is.EqualTo(new[] { Lab.Store.Now.AddHours(90) }));

        await Take(new Credentials("pasted"));
        Assert.That(await Renewals(), Is.Empty, "it would pause a connection that works");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_refresh_that_ends_late_does_not_bring_the_old_grant_back(CancellationToken cancellation)
    {
        Lab.Connector.OnRefresh = async _ =>
        {
            await Take(new Credentials("pasted"));
            return new GrantAnswer(new Outcome.Accepted(), new Credentials("token-2", "refresh-2"));
        };

        await Lab.Get<TokenKeeper>().Refresh(Lab.Connection, "token-1", cancellation);

        Assert.That(Lab.Get<ConnectionVault>().Unlock(await Connection()).Credentials.AccessToken, Is.EqualTo("pasted"));
    }

    [Test]
    public async Task A_refresh_is_not_cut_off_when_whoever_asked_for_it_has_gone()
    {
        using var page = new CancellationTokenSource();
        Lab.Connector.OnRefresh = async _ =>
        {
            await page.CancelAsync();
            return new GrantAnswer(new Outcome.Accepted(), new Credentials("token-2", "refresh-2"));
        };

        await Lab.Get<TokenKeeper>().Refresh(Lab.Connection, "token-1", page.Token);

        Assert.That(Lab.Get<ConnectionVault>().Unlock(await Connection()).Credentials.AccessToken, Is.EqualTo("token-2"), "the old one is dead");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_refusal_that_comes_late_does_not_pause_what_was_connected_anew(CancellationToken cancellation)
    {
        Lab.Connector.OnRefresh = async _ =>
        {
            await Take(new Credentials("token-2", "refresh-2", Lab.Store.Now.AddHours(10)));
            return new GrantAnswer(new Outcome.AuthRevoked(new Reason("lab/invalid-grant")));
        };

        var outcome = await Lab.Get<TokenKeeper>().Refresh(Lab.Connection, Lab.Get<ConnectionVault>().Unlock(Lab.Connection).Credentials.AccessToken, cancellation);

        Assert.That(outcome, Is.InstanceOf<Outcome.Accepted>(), "there is another token now");
    }

    [Test]
    public async Task A_late_word_that_the_old_permission_was_taken_away_ends_nothing()
    {
        Lab.Clock.Advance(TimeSpan.FromMinutes(10));
        await Take(new Credentials("token-2", "refresh-2"));

        await Lab.Apply(new AuthorizationRemovedEvent { EventKey = "removed", OccurredAt = Lab.Store.Now.AddMinutes(-5) });

        Assert.That((await Connection()).State, Is.EqualTo(ConnectionState.Active));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_CRM_that_is_connected_again_by_its_vendors_page_is_read_as_if_for_the_first_time(CancellationToken cancellation)
    {
        await Lab.Add([new CrmReading { WorkspaceId = Lab.Workspace, Id = Lab.Connection.Id, Cursor = "before" }]);
        await Lab.Get<Disconnector>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation);
        var grant = new Grant
        {
            WorkspaceId = Lab.Workspace,
            Id = Lab.Store.Ids.Next(),
            ConnectorId = Lab.Connection.ConnectorId,
            StateHash = "hash",
            Actor = "member:1",
            Redirect = "https://hub.example.com/",
            State = GrantState.Open,
            Vault = [],
            ExpiresAt = Lab.Store.Now.AddMinutes(30),
        };
        await Lab.Add([grant]);
        var again = new NewConnection(
            Lab.Connection.ConnectorId, Lab.Connection.AccountId, "Lab", default, null, new Credentials("token-2", "refresh-2"));

        var refused = await Lab.Get<ConnectionSetup>().Connect(
            grant, [new GrantedDraft(Lab.Connection.Id, again, null, "somebody", "accounts[0]")], "member:1", cancellation);

        var reading = await Lab.Read(db => db.CrmReadings.SingleAsync(cancellation));
        Assert.That(refused, Is.Null);
        Assert.That((await Connection()).State, Is.EqualTo(ConnectionState.Active));
        Assert.That((reading.Cursor, reading.AnewAt), Is.EqualTo(((string?)null, (DateTimeOffset?)Lab.Store.Now)), "what is gone there was not deleted by anybody");
    }

    [Test]
    public async Task Pasted_tokens_hang_on_nobodys_grant()
    {
        await Lab.Store.Write(null, null, db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.GrantedBy, "somebody")), CancellationToken.None);

        await Take(new Credentials("pasted"));

        Assert.That((await Connection()).GrantedBy, Is.Null);
    }

    private async Task Take(Credentials credentials) => Assert.That(
        await Lab.Get<ConnectionSetup>().Change(
            Lab.Workspace, Lab.Connection.Id, new ConnectionChange(null, null, null, credentials, null), "member:1", CancellationToken.None),
        Is.InstanceOf<SetupAnswer.Done>());

    private Task<List<DateTimeOffset>> Renewals() => Lab.Read(db => db.Deliveries
        .Where(row => row.Kind == DeliveryKind.RefreshToken && row.State == DeliveryState.Owed).Select(row => row.DueAt).ToListAsync());

    private Task<Connection> Connection() => Lab.Read(db => db.Connections.SingleAsync());
}
