using System.Runtime.Loader;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Catalog;

/// <summary>Plugins are off unless asked for, pinned, and shut out of the hub's own code.</summary>
public sealed class PluginTests
{
    private CatalogFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new CatalogFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_pinned_plugin_runs_in_a_context_of_its_own_on_the_hosts_contract()
    {
        var acme = _folder.LoadPlugin();

        Assert.That((acme.State, acme.Problem), Is.EqualTo((InstalledState.Active, (LocalizedText?)null)));
        Assert.That(acme.Connector!.Manifest.Settings.App, Has.Count.EqualTo(2));
        var context = AssemblyLoadContext.GetLoadContext(acme.Connector.GetType().Assembly);
        Assert.That(context, Is.Not.SameAs(AssemblyLoadContext.Default));
        Assert.That(() => context!.LoadFromAssemblyName(new("Hub.Core")), Throws.InstanceOf<FileNotFoundException>());
        Assert.That(context!.LoadFromAssemblyName(new("Hub.Connectors.Abstractions")), Is.SameAs(typeof(IConnector).Assembly));
    }

    [TestCase("""{"connectors":[{"id":"acme","assembly":"plugins/acme/Acme.dll","sha256":"HASH"}]}""", "allowPlugins")]
    [TestCase("""{"allowPlugins":"true","connectors":[{"id":"acme","assembly":"plugins/acme/Acme.dll","sha256":"HASH"}]}""", "allowPlugins")]
    [TestCase("""{"allowPlugins":true,"connectors":[{"id":"acme","assembly":"plugins/acme/Acme.dll"}]}""", "its digest is HASH")]
    [TestCase("""{"allowPlugins":true,"connectors":[{"id":"acme","assembly":"plugins/acme/Acme.dll","sha256":"00ff"}]}""", "SHA-256 is HASH")]
    [TestCase("""{"allowPlugins":true,"connectors":[{"id":"acme","assembly":"../Acme.dll","sha256":"HASH"}]}""", "below the folder")]
    [TestCase("""{"allowPlugins":true,"connectors":[{"id":"acme","assembly":"plugins/../../x/Acme.dll","sha256":"HASH"}]}""", "below the folder")]
    [TestCase("""{"allowPlugins":true,"connectors":[{"id":"acme","assembly":"/etc/Acme.dll","sha256":"HASH"}]}""", "below the folder")]
    [TestCase("""{"allowPlugins":true,"connectors":[{"id":"acme","assembly":"plugins/acme/Acme.exe","sha256":"HASH"}]}""", "below the folder")]
    [TestCase("""{"allowPlugins":true,"connectors":[{"id":"acme","assembly":"a\u0000.dll","sha256":"HASH"}]}""", "below the folder")]
    [TestCase("""{"allowPlugins":true,"connectors":[{"id":"other","assembly":"plugins/acme/Acme.dll","sha256":"HASH"}]}""", "id is acme")]
    public void What_is_not_asked_for_and_pinned_does_not_load(string json, string says)
    {
        var acme = _folder.LoadOne(json.Replace("HASH", _folder.PluginHash));

        Assert.That((acme.State, acme.Connector), Is.EqualTo((InstalledState.Misconfigured, (IConnector?)null)));
        Assert.That(acme.Problem!.En, Does.Contain(says.Replace("HASH", _folder.PluginHash)));
    }

    [Test]
    public void A_changed_file_does_not_load()
    {
        var pinned = _folder.PluginHash;
        using (var file = File.OpenWrite(Path.Combine(_folder.PluginFolder, "Acme.dll")))
            file.WriteByte(0);

        Assert.That(_folder.LoadPlugin(pinned).State, Is.EqualTo(InstalledState.Misconfigured));
    }

    [Test]
    public void A_missing_file_is_not_found()
    {
        var pinned = _folder.PluginHash;
        File.Delete(Path.Combine(_folder.PluginFolder, "Acme.dll"));

        Assert.That(_folder.LoadPlugin(pinned).State, Is.EqualTo(InstalledState.NotFound));
    }

    [Test]
    public void A_plugin_that_brings_its_own_contract_is_refused()
    {
        File.Copy(typeof(IConnector).Assembly.Location, Path.Combine(_folder.PluginFolder, "Hub.Connectors.Abstractions.dll"));

        var acme = _folder.LoadPlugin();

        Assert.That(acme.State, Is.EqualTo(InstalledState.Incompatible));
        Assert.That(acme.Problem!.En, Does.Contain("ExcludeAssets"));
    }

    [Test]
    public void A_file_that_is_no_assembly_malfunctions()
    {
        File.WriteAllText(Path.Combine(_folder.PluginFolder, "Acme.dll"), "no code");

        Assert.That(_folder.LoadPlugin().State, Is.EqualTo(InstalledState.Malfunctioned));
    }

    [Test]
    public void The_manifest_is_judged_before_any_code_loads()
    {
        File.WriteAllText(Path.Combine(_folder.PluginFolder, "Acme.dll"), "no code");
        _folder.EditPluginManifest("\"contract\": \"1.0\"", "\"contract\": \"9.0\"");

        Assert.That(_folder.LoadPlugin().State, Is.EqualTo(InstalledState.Incompatible));
    }

    [TestCase("Acme.ThrowsWhenBuilt", InstalledState.Malfunctioned)]
    [TestCase("Acme.ThrowsWhenAsked", InstalledState.Malfunctioned)]
    [TestCase("Acme.ThrowsWhenTouched", InstalledState.Malfunctioned)]
    [TestCase("Acme.MissesAMember", InstalledState.Incompatible)]
    [TestCase("Acme.TakesTooMuch", InstalledState.Misconfigured)]
    [TestCase("Acme.NoConnector", InstalledState.Misconfigured)]
    [TestCase("Acme.Nowhere", InstalledState.Misconfigured)]
    [TestCase("[", InstalledState.Misconfigured)]
    public void Broken_code_is_a_state_and_shows_no_secret(string entryType, InstalledState state)
    {
        _folder.EditPluginManifest("Acme.AcmeConnector", entryType);

        var acme = _folder.LoadPlugin(secret: "canary-key");

        Assert.That((acme.State, acme.Connector), Is.EqualTo((state, (IConnector?)null)));
        Assert.That(acme.Problem!.En + string.Join('\n', _folder.Log.Lines), Does.Not.Contain("canary"));
    }

    [Test]
    public void A_plugins_own_check_is_heard_without_the_secret_that_it_quotes()
    {
        var acme = _folder.LoadPlugin(secret: "key-that-is-wrong");

        Assert.That(acme.State, Is.EqualTo(InstalledState.Misconfigured));
        Assert.That(acme.Problem!.En, Does.Contain("acme.settings.apiKey: Refused ***"));
    }

    [Test]
    public void A_disabled_plugin_is_shown_by_its_manifest()
    {
        var acme = _folder.LoadOne($$"""
            { "allowPlugins": true, "connectors": [
              { "id": "acme", "enabled": false, "assembly": "plugins/acme/Acme.dll", "sha256": "{{_folder.PluginHash}}" } ] }
            """);

        Assert.That((acme.State, acme.Manifest?.Name.En), Is.EqualTo((InstalledState.Disabled, "Acme")));
    }
}
