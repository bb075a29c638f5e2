using Hub.Connectors.Abstractions;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>What was granted and nobody connected is kept until its vendor has it back, or says that only a person can end it.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[CancelAfter(30_000)]
public sealed class GrantLeftoversTests(StorageKind kind) : LabTest(kind)
{
    private readonly List<string> _tried = [];

    [SetUp]
    public void Forget() => _tried.Clear();

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_vendor_that_is_away_or_busy_is_asked_again_until_it_has_it(bool busy, CancellationToken cancellation)
    {
        Answer(busy ? new Outcome.Throttled(null, ThrottleScope.Connection, new Reason("lab/busy")) : new Outcome.Transient(new Reason("lab/away")));
        await Open(new GrantSecrets(null, new Credentials("token-1")), cancellation);
        await Sweep(cancellation);
        var kept = await Grant();
        await Sweep(cancellation);
        Assert.That(_tried, Has.Count.EqualTo(1), "not before its time");

        Answer(LabConnector.Ok);
        Lab.Clock.Set(kept.ExpiresAt.AddSeconds(1));
        await Sweep(cancellation);

        var over = await Grant();
        Assert.That((kept.State, kept.Vault.Length > 0), Is.EqualTo((GrantState.Returning, true)));
        Assert.That((over.State, over.Vault.Length, _tried.Count), Is.EqualTo((GrantState.Closed, 0, 2)));
        Assert.That(await Actions(), Is.EqualTo(new[] { "grant.given_back" }));
    }

    [Test]
    public async Task Each_accounts_own_tokens_are_given_back_and_shared_ones_once(CancellationToken cancellation)
    {
        Answer(LabConnector.Ok);
        await Open(
            new GrantSecrets(null, new Credentials("person"), null,
            [
                new RemoteAccount("one", "One") { Credentials = new Credentials("own-1") },
                new RemoteAccount("two", "Two") { Credentials = new Credentials("own-2") },
                new RemoteAccount("three", "Three") { Credentials = new Credentials("page-3", "person") },
                new RemoteAccount("four", "Four") { Credentials = new Credentials("page-4", "person") },
            ]), cancellation);

        await Sweep(cancellation);

        Assert.That(_tried, Is.EqualTo(new[] { "own-1", "own-2", "page-3" }));
    }

    [Test]
    public async Task A_token_that_lapsed_meanwhile_is_renewed_and_the_new_one_stored_before_it_is_used(CancellationToken cancellation)
    {
        var stored = "";
        Lab.Connector.OnRefresh = _ => Task.FromResult(new GrantAnswer(LabConnector.Ok, new Credentials("token-2", "refresh-2")));
        Lab.Connector.OnRevoke = async context =>
        {
            if (context.Credentials.AccessToken == "token-1")
                return new Outcome.AuthExpired(new Reason("lab/lapsed"));
            stored = Lab.Get<GrantVault>().Unlock(await Grant()).Credentials!.AccessToken;
            return LabConnector.Ok;
        };
        await Open(new GrantSecrets(null, new Credentials("token-1", "refresh-1"), null, [new RemoteAccount("one", null)]), cancellation);

        await Sweep(cancellation);

        Assert.That((stored, (await Grant()).State), Is.EqualTo(("token-2", GrantState.Closed)));
    }

    [Test]
    public async Task Fresh_tokens_of_one_account_are_kept_when_those_of_the_next_are_renewed_too(CancellationToken cancellation)
    {
        Lab.Connector.OnRefresh = context => Task.FromResult(
            new GrantAnswer(LabConnector.Ok, new Credentials($"fresh-{context.AccountId}", $"next-{context.AccountId}")));
        Lab.Connector.OnRevoke = context => Task.FromResult<Outcome>(
            context.Credentials.AccessToken.StartsWith("old", StringComparison.Ordinal) ? new Outcome.AuthExpired(new Reason("lab/lapsed")) : new Outcome.Transient(new Reason("lab/away")));
        await Open(
            new GrantSecrets(null, new Credentials("person"), null,
            [
                new RemoteAccount("one", "One") { Credentials = new Credentials("old-1", "refresh-1") },
                new RemoteAccount("two", "Two") { Credentials = new Credentials("old-2", "refresh-2") },
            ]), cancellation);

        await Sweep(cancellation);

        var kept = Lab.Get<GrantVault>().Unlock(await Grant()).Accounts!.Select(account => account.Credentials!.RefreshToken);
        Assert.That(kept, Is.EqualTo(new[] { "next-one", "next-two" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_no_vendor_takes_is_written_down_and_its_tokens_are_deleted(bool refuses, CancellationToken cancellation)
    {
        Answer(refuses ? new Outcome.Rejected(new Reason("lab/no")) : new Outcome.Transient(new Reason("lab/away")));
        await Open(new GrantSecrets(null, new Credentials("token-1")), cancellation);
        await Sweep(cancellation);
        Assert.That((await Grant()).State, Is.EqualTo(refuses ? GrantState.Closed : GrantState.Returning));

        Lab.Clock.Advance(Disconnector.KeptFor);
        await Sweep(cancellation);

        var over = await Lab.Read(db => db.Grants.SingleOrDefaultAsync(cancellation)); // of one that is long over nothing is left
        Assert.That((over?.State ?? GrantState.Closed, over?.Vault.Length ?? 0), Is.EqualTo((GrantState.Closed, 0)));
        Assert.That(await Actions(), Is.EqualTo(new[] { "grant.not_given_back" }));
    }

    [Test]
    public async Task A_connector_that_throws_holds_up_no_other_and_keeps_no_tokens_for_ever(CancellationToken cancellation)
    {
        Lab.Connector.OnRevoke = context =>
        {
            _tried.Add(context.Credentials.AccessToken);
            return context.Credentials.AccessToken == "token-1" ? throw new InvalidOperationException("of the plugin's own") : Task.FromResult(LabConnector.Ok);
        };
        await Open(new GrantSecrets(null, new Credentials("token-1")), cancellation);
        await Open(new GrantSecrets(null, new Credentials("token-2")), cancellation);

        await Sweep(cancellation);
        Assert.That((_tried, await Actions()), Is.EqualTo((new[] { "token-1", "token-2" }, new[] { "grant.given_back" })));

        Lab.Clock.Advance(Disconnector.KeptFor);
        await Sweep(cancellation);
        Assert.That(await Actions(), Is.EqualTo(new[] { "grant.given_back", "grant.not_given_back" }));
        Assert.That((await Lab.Read(db => db.Grants.ToListAsync(cancellation))).Where(row => row.Vault.Length > 0), Is.Empty);
    }

    /// <summary>Where a vendor ends all of an app's access at once, that would be the new grant's too.</summary>
    [Test]
    public async Task Nothing_is_given_back_while_somebody_connects_anew(CancellationToken cancellation)
    {
        Answer(LabConnector.Ok);
        await Open(new GrantSecrets(null, new Credentials("old")), cancellation);
        await Open(new GrantSecrets(null, new Credentials("new")), cancellation, waits: false);

        await Sweep(cancellation);
        Assert.That(_tried, Is.Empty);

        Lab.Clock.Advance(TimeSpan.FromMinutes(31)); // nobody chose from it either
        await Sweep(cancellation);
        Assert.That(_tried, Is.EqualTo(new[] { "old", "new" }));
    }

    private async Task Open(GrantSecrets secrets, CancellationToken cancellation, bool waits = true)
    {
        var id = Lab.Store.Ids.Next();
        await Lab.Add([new Grant
        {
            WorkspaceId = Lab.Workspace,
            Id = id,
            ConnectorId = Lab.Connection.ConnectorId,
            StateHash = $"hash-{id}",
            Actor = "member:1",
            Redirect = "https://hub.example.com/",
            State = GrantState.Open,
            Vault = Lab.Get<GrantVault>().Lock(Lab.Workspace, Lab.Connection.ConnectorId, id, secrets),
            CreatedAt = Lab.Store.Now,
            ExpiresAt = Lab.Store.Now.AddMinutes(30),
        }]);
        if (waits)
            Lab.Clock.Advance(TimeSpan.FromMinutes(31));
    }

    private void Answer(Outcome outcome) => Lab.Connector.OnRevoke = context =>
    {
        _tried.Add(context.Credentials.AccessToken);
        return Task.FromResult(outcome);
    };

    private Task Sweep(CancellationToken cancellation) => Lab.Get<GrantLeftovers>().Sweep(cancellation);

    private Task<Grant> Grant() => Lab.Read(db => db.Grants.SingleAsync());

    private Task<List<string>> Actions() => Lab.Read(db => db.Audit.OrderBy(row => row.Id).Select(row => row.Action).ToListAsync());
}
