using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.TikTok;

namespace Hub.Tests.Connectors.Channels.TikTok;

public sealed class TikTokManifestTests
{
    [Test]
    public void The_manifest_names_the_connector_and_TikToks_limits()
    {
        var manifest = TikTokLab.Manifest;

        Assert.That(manifest.Id, Is.EqualTo("tiktok"));
        Assert.That(manifest.EntryType, Is.EqualTo(typeof(TikTokConnector).FullName));
        Assert.That(manifest.Kinds, Is.EqualTo(new[] { ConnectorKind.Channel }));
        Assert.That(
            (manifest.Limits.WindowHours, manifest.Limits.WindowMessages, manifest.Limits.TextLength), Is.EqualTo((48.0, 10, 6000)));
        Assert.That(manifest.Limits.CallsPerSecond, Is.EqualTo(10));
        Assert.That(manifest.Settings.App.Where(field => field.Type == SettingType.Secret).Select(field => field.Key),
            Is.EqualTo(new[] { "appSecret", "previousAppSecret" }));
    }

    [Test]
    public void Good_settings_have_no_problem() =>
        Assert.That(TikTokLab.Connector().Validate(SettingsScope.App, TikTokLab.Settings()), Is.Empty);

    [TestCase("appId", "")]
    [TestCase("appSecret", "")]
    [TestCase("previousAppSecret", "")]
    [TestCase("apiBase", "ftp://x")]
    [TestCase("authorizeBase", "somewhere")]
    [TestCase("shortLinkForm", "https://tiktok.me/{username}")]
    [TestCase("shortLinkForm", "http://tiktok.me/{username}?ref={ref}")]
    [TestCase("toleranceSeconds", 0)]
    [TestCase("windowClosedCodes", "closed")]
    [TestCase("mediaHosts", "https://media.example/")]
    public void A_wrong_setting_is_named_in_both_languages(string field, object value)
    {
        var settings = new ConnectorSettings(System.Text.Json.JsonSerializer.SerializeToElement(
            new Dictionary<string, object> { ["appId"] = "a", ["appSecret"] = "s", [field] = value }));

        var problem = TikTokLab.Connector().Validate(SettingsScope.App, settings).Single();

        Assert.That(problem.Field, Is.EqualTo(field));
        Assert.That(problem.Message.Vi, Is.Not.Empty.And.Not.EqualTo(problem.Message.En));
    }

    [Test]
    public void Settings_never_show_a_secret() => Assert.That(TikTokSettingsText(), Does.Not.Contain(TikTokLab.Secret));

    private static string TikTokSettingsText() => TikTokLab.Settings() + " " + TikTokLab.Connection();
}
