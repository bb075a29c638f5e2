using Hub.Connectors.Abstractions;
using Hub.Connectors.Catalog;

namespace Hub.Tests.Connectors.Channels.Meta;

[TestFixture("whatsapp", "phoneNumberId")]
[TestFixture("messenger", "pageId")]
public sealed class MetaSettingsTests(string connector, string accountField)
{
    private IConnector Connector { get; } = MetaBench.Connector(connector);

    [Test]
    public void The_manifest_names_this_class_and_fits_the_contract()
    {
        Assert.That(Connector.Manifest.Id, Is.EqualTo(connector));
        Assert.That(Connector.Manifest.EntryType, Is.EqualTo(Connector.GetType().FullName));
        Assert.That(ContractFit.Problem(Connector.Manifest.Contract), Is.Null);
        Assert.That(Connector.Manifest.Limits.WindowHours, Is.EqualTo(24));
        Assert.That(Connector.Manifest.Leaves, Is.Not.Empty);
    }

    [Test]
    public void Complete_settings_have_no_problem()
    {
        Assert.That(Problems(SettingsScope.App, new { appSecret = "a", verifyToken = "b" }), Is.Empty);
        Assert.That(
            Problems(SettingsScope.Connection, new Dictionary<string, string> { [accountField] = "123", ["accessToken"] = "t" }), Is.Empty);
    }

    [Test]
    public void Each_wrong_field_is_named_in_two_languages()
    {
        var problems = Problems(SettingsScope.App, new { apiVersion = "v25.0/me", apiBase = "ftp://example.com" });

        Assert.That(
            problems.Select(problem => problem.Field), Is.EquivalentTo(new[] { "appSecret", "verifyToken", "apiVersion", "apiBase" }));
        Assert.That(problems.Select(problem => problem.Message.Vi), Has.None.Empty);
        Assert.That(
            Problems(SettingsScope.Connection, new { }).Select(problem => problem.Field),
            Is.EquivalentTo(new[] { accountField, "accessToken" }));
    }

    private IReadOnlyList<SettingProblem> Problems(SettingsScope scope, object settings) =>
        Connector.Validate(scope, ChannelBench.Settings(settings));
}
