using Hub.Api.Doctor;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using ConnectionCheck = Hub.Api.Doctor.ConnectionCheck;

namespace Hub.Tests.Api.Doctor;

/// <summary>What the doctor says of a connection, each time with what to do.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ConnectionCheckTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public Task One_that_works_says_when_something_came_last() => Says(
        row => row.LastEventAt = Lab.Store.Now, Health.Ok, "the last event came at 2026-11-22 08:00 UTC.");

    [Test]
    public Task One_that_is_silent_against_its_habit_is_a_warning() => Says(
        row => row.SilentSince = Lab.Store.Now, Health.Warn, "Nothing has come since 2026-11-22 08:00 UTC, against its habit. Press Check");

    [Test]
    public Task One_that_is_parked_is_a_warning() => Says(
        row => row.ParkedAt = Lab.Store.Now, Health.Warn, "Parked since 2026-11-22 08:00 UTC");

    [Test]
    public Task One_that_waits_for_a_person_is_a_failure() => Says(row => row.Pause("auth_revoked", null), Health.Fail, "Paused: auth_revoked.");

    [Test]
    public Task One_that_is_off_is_a_warning() => Says(row => row.State = ConnectionState.Disabled, Health.Warn, "Switched off.");

    [Test]
    public Task A_grant_that_ends_within_a_week_is_a_warning() => Says(
        row => row.RefreshExpiresAt = Lab.Store.Now.AddDays(6), Health.Warn, "Its grant ends on 2026-11-28.");

    [Test]
    public Task A_token_that_has_ended_and_is_renewed_is_a_warning() => Says(
        row => row.TokenExpiresAt = Lab.Store.Now.AddMinutes(-1), Health.Warn, "Its token has ended; the hub refreshes it");

    [Test]
    public Task Secrets_of_other_keys_are_a_failure() => Says(
        row => row.Vault = [1, 2, 3], Health.Fail, "Its secrets were encrypted with other keys.");

    [TestCase(ConnectionState.Active, true)]
    [TestCase(ConnectionState.Paused, true)]
    [TestCase(ConnectionState.Disconnected, false)]
    public async Task A_connector_without_its_settings_is_a_failure_where_a_connection_needs_it(ConnectionState state, bool isFailure)
    {
        await Lab.Change(async db => (await db.Connections.SingleAsync()).State = state);
        var bare = new InstalledConnector("lab", InstalledState.Misconfigured, Lab.Connector.Manifest, null, new LocalizedText("A value is required.", "Cần có giá trị."))
        {
            IsNotSetUp = true,
        };
        var doctor = new ConnectionCheck(Lab.Store, new ConnectorRegistry([bare]), Lab.Get<ConnectionVault>(), Lab.Clock);

        Assert.That((await doctor.Connectors(areKnown: true)).Single().Health, Is.EqualTo(isFailure ? Health.Fail : Health.Note));
        Assert.That((await doctor.Connectors(areKnown: false)).Single().Health, Is.EqualTo(Health.Note), "there is no database yet");
    }

    [Test]
    public async Task A_webhook_endpoint_is_called_one_by_its_address_and_says_since_when_it_fails()
    {
        var caller = Caller.Key(Lab.Workspace, Guid.NewGuid(), [Permissions.All]);
        foreach (var path in new[] { "a", "b" })
            await Lab.Get<WebhookDesk>().Create(caller, new WebhookForm($"https://93.184.215.14/{path}", null, ["message.received"], null), default);
        await Lab.Change(async db =>
        {
            var second = await db.WebhookEndpoints.OrderBy(row => row.Id).LastAsync();
            (second.FailingSince, second.FailingCode) = (Lab.Store.Now, "webhook/refused");
        });
        var doctor = new ConnectionCheck(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<ConnectionVault>(), Lab.Clock);

        var found = (await doctor.Connections()).Where(item => item.Check.StartsWith("webhook")).ToList();

        Assert.That(found.Select(item => (item.Check, item.Health)), Is.EqualTo(new[]
        {
            ("webhook endpoint 93.184.215.14/a", Health.Ok), ("webhook endpoint 93.184.215.14/b", Health.Warn),
        }).AsCollection);
        Assert.That(found[1].Message.En, Is.EqualTo(
            "Failing since 2026-11-22 08:00 UTC. Nothing listens at the endpoint's address. Look at Settings > Webhooks."));
    }

    private async Task Says(Action<Connection> make, Health health, string words)
    {
        await Lab.Change(async db => make(await db.Connections.SingleAsync()));
        var doctor = new ConnectionCheck(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<ConnectionVault>(), Lab.Clock);

        var found = (await doctor.Connections()).Single();

        Assert.That((found.Check, found.Health), Is.EqualTo(("connection Lab", health)));
        Assert.That(found.Message.En, Does.Contain(words));
        Assert.That(found.Message.Vi, Is.Not.Empty.And.Not.EqualTo(found.Message.En));
    }
}
