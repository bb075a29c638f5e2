using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>A token or a secret that is typed into a connection that stands is shown to the platform first, and kept only then.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[CancelAfter(30_000)]
public sealed class PastedTokenTests(StorageKind kind) : LabTest(kind)
{
    private const string TokenField = "credentials.accessToken";
    private int _asked;

    protected override ConnectorManifest Manifest => LabConnector.NewManifest("lab") with
    {
        Settings = new ManifestSettings
        {
            Connection =
            [
                new SettingField("region", SettingType.Text, new LocalizedText("Region", "Vùng")),
                new SettingField("hookSecret", SettingType.Secret, new LocalizedText("Secret", "Khóa")),
                new SettingField("appSecret", SettingType.Secret, new LocalizedText("Secret", "Khóa")),
            ],
        },
    };

    [Test]
    public async Task One_that_the_platform_refuses_leaves_the_one_that_works([Values] bool isExpired)
    {
        var before = await Row();
        Platform(isExpired ? new Outcome.AuthExpired(new Reason("lab/expired")) : new Outcome.AuthRevoked(new Reason("lab/unknown-token")));

        var answer = await Paste("mistyped");

        Assert.That((answer as SetupAnswer.Refused)?.Field, Is.EqualTo(TokenField));
        await IsAsBefore(before);
    }

    [Test]
    public async Task One_of_another_account_is_told_at_its_field_and_leaves_the_one_that_works([Values] bool hostCompares)
    {
        var before = await Row();
        Platform(hostCompares ? new Outcome.Accepted("other-account") : new Outcome.Misconfigured(new Reason("lab/other-account")));

        var answer = await Paste("others");

        if (hostCompares)
            Assert.That(((SetupAnswer.Invalid)answer).Problems.Select(problem => (problem.Field, problem.Message.En.Contains("other-account", StringComparison.Ordinal))),
                Is.EqualTo(new[] { (TokenField, true) }));
        else
            Assert.That(((SetupAnswer.Refused)answer).Field, Is.EqualTo(TokenField));
        await IsAsBefore(before);
    }

    [Test]
    public async Task What_is_wrong_among_several_things_is_told_of_none_of_them()
    {
        Platform(new Outcome.Misconfigured(new Reason("lab/wrong")));

        var two = await Change(new { hookSecret = "a", appSecret = "b" });
        var beside = await Change(new { hookSecret = "a", region = "vn" });
        var alone = await Change(new { hookSecret = "a" });

        Assert.That(new[] { two, beside, alone }.Select(answer => ((SetupAnswer.Refused)answer).Field), Is.EqualTo(new[] { null, null, "settings.hookSecret" }));
    }

    [TestCase(typeof(Outcome.Transient))]
    [TestCase(typeof(Outcome.Throttled))]
    [TestCase(typeof(Outcome.Unknown))]
    public async Task While_the_platform_is_away_it_is_kept_as_a_new_connection_would_be(Type away)
    {
        Platform(away == typeof(Outcome.Throttled)
            ? new Outcome.Throttled(TimeSpan.FromMinutes(1), ThrottleScope.Connection, new Reason("lab/slow"))
            : (Outcome)Activator.CreateInstance(away, new Reason("lab/away"))!);

        Assert.That(await Paste("pasted"), Is.InstanceOf<SetupAnswer.Done>());

        Assert.That(Token(await Row()), Is.EqualTo("pasted"));
    }

    [Test]
    public async Task None_at_all_is_asked_for_and_takes_nothing_away()
    {
        var before = await Row();

        var answer = await Paste("");

        Assert.That(((SetupAnswer.Invalid)answer).Problems.Single().Field, Is.EqualTo(TokenField));
        await IsAsBefore(before);
    }

    [Test]
    public async Task What_has_changed_while_the_platform_was_asked_is_compared_with_it_once_more()
    {
        Lab.Connector.OnVerify = async () =>
        {
            if (++_asked == 1)
                await Change(new { region = "vn" });
            return LabConnector.Ok;
        };

        await Change(new { hookSecret = "typed" });

        var row = await Row();
        Assert.That(_asked, Is.EqualTo(2));
        Assert.That((JsonDocument.Parse(row.Settings).RootElement.GetProperty("region").GetString(), Lab.Get<ConnectionVault>().Unlock(row).Settings["hookSecret"]?.ToString()),
            Is.EqualTo(("vn", "typed")));
    }

    [Test]
    public async Task That_an_authorisation_has_lapsed_says_nothing_of_a_secret()
    {
        Platform(new Outcome.AuthExpired(new Reason("lab/expired")));

        Assert.That(await Change(new { hookSecret = "typed" }), Is.InstanceOf<SetupAnswer.Done>());
    }

    [Test]
    public async Task Nobody_is_asked_about_what_lets_nobody_in()
    {
        Platform(new Outcome.AuthRevoked(new Reason("lab/unknown-token")));

        var answer = await Change(new { region = "vn", hookSecret = (string?)null });
        var vault = (await Row()).Vault;
        await Lab.Get<ConnectionSetup>().Change(
            Lab.Workspace, Lab.Connection.Id, new ConnectionChange("Renamed", null, null, null, true), "member:1", CancellationToken.None);

        Assert.That((answer is SetupAnswer.Done, _asked), Is.EqualTo((true, 0)));
        Assert.That((await Row()).Vault, Is.EqualTo(vault), "a new name touches no secret");
    }

    [Test]
    public async Task One_of_another_account_that_was_kept_while_the_platform_was_away_never_goes_on_and_ends_nothing(
        [Values] bool hostCompares, [Values] bool isSwitchedOff)
    {
        Platform(new Outcome.Transient(new Reason("lab/away")));
        await Paste("others");
        Platform(hostCompares ? new Outcome.Accepted("another") : new Outcome.Misconfigured(new Reason("lab/other-account")));
        await Lab.Get<ConnectionCheck>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", CancellationToken.None);
        var found = await Row();
        if (isSwitchedOff)
            await Switch(false);

        var answers = new[] { await Switch(true), await Change(new { region = "vn" }), await Switch(true) };
        var ended = new List<string>();
        Lab.Connector.OnRevoke = context =>
        {
            ended.Add(context.Credentials.AccessToken);
            return Task.FromResult<Outcome>(new Outcome.Accepted());
        };
        var row = await Row();
        var receipt = (await Lab.Get<Disconnector>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", CancellationToken.None))!;
        await Lab.Run(DeliveryKind.Revoke);

        Assert.That((found.State, found.StateCode), Is.EqualTo((ConnectionState.Paused, Connection.OtherAccount)));
        Assert.That(ConnectionTexts.Find(found.State, found.StateCode)!.Reason.En, Does.Contain("another account"));
        Assert.That(answers[0], Is.InstanceOf<SetupAnswer.Refused>());
        Assert.That(answers[2], Is.InstanceOf<SetupAnswer.Refused>());
        Assert.That(row.State, Is.EqualTo(isSwitchedOff ? ConnectionState.Disabled : ConnectionState.Paused));
        Assert.That((receipt.Revoke, receipt.RevokeCode, receipt.IsPending), Is.EqualTo((VendorStep.Failed, Connection.OtherAccount, false)));
        Assert.That(ended, Is.Empty);
        Assert.That(receipt.RevokeWords!.En, Does.Contain("another account's"));
    }

    [Test]
    public async Task Its_own_brings_it_back()
    {
        Platform(new Outcome.Transient(new Reason("lab/away")));
        await Paste("others");
        Platform(new Outcome.Misconfigured(new Reason("lab/other-account")));
        await Lab.Get<ConnectionCheck>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", CancellationToken.None);
        Platform(LabConnector.Ok);

        await Paste("own");

        var row = await Row();
        Assert.That((row.State, row.StateCode, Token(row)), Is.EqualTo((ConnectionState.Active, (string?)null, "own")));
    }

    private Task<SetupAnswer> Switch(bool on) => Lab.Get<ConnectionSetup>().Change(
        Lab.Workspace, Lab.Connection.Id, new ConnectionChange(null, null, null, null, on), "member:1", CancellationToken.None);

    private void Platform(Outcome outcome) => Lab.Connector.OnVerify = () =>
    {
        _asked++;
        return Task.FromResult(outcome);
    };

    private Task<SetupAnswer> Paste(string token) => Lab.Get<ConnectionSetup>().Change(
        Lab.Workspace, Lab.Connection.Id, new ConnectionChange(null, null, null, new Credentials(token), null), "member:1", CancellationToken.None);

    private Task<SetupAnswer> Change(object settings) => Lab.Get<ConnectionSetup>().Change(
        Lab.Workspace, Lab.Connection.Id, new ConnectionChange(null, JsonSerializer.SerializeToElement(settings), null, null, null), "member:1", CancellationToken.None);

    private async Task IsAsBefore(Connection before)
    {
        var row = await Row();
        Assert.That((Token(row), row.ReconnectedAt, row.TokenExpiresAt, row.State), Is.EqualTo((Token(before), before.ReconnectedAt, before.TokenExpiresAt, before.State)));
        Assert.That(await Lab.Read(db => db.Audit.AnyAsync()), Is.False);
    }

    private string Token(Connection row) => Lab.Get<ConnectionVault>().Unlock(row).Credentials.AccessToken;

    private Task<Connection> Row() => Lab.Read(db => db.Connections.SingleAsync());

    [SetUp]
    public void NobodyWasAsked() => _asked = 0;
}
