using System.Xml.Linq;
using Hub.Tests.Support;

namespace Hub.Tests.Architecture;

/// <summary>Arrows point down only.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Hub.Connectors.Abstractions"] = [],
        ["Hub.Connectors"] = ["Hub.Connectors.Abstractions"],
        ["Hub.Core"] = ["Hub.Connectors.Abstractions"],
        ["Hub.Jobs"] = ["Hub.Core"],
        ["Hub.Sandbox"] = [],
    };

    [TestCaseSource(nameof(Projects))]
    public void A_project_references_only_what_lies_below_it(string project) =>
        Assert.That(References(project), Is.EquivalentTo(Allowed[project]));

    [Test]
    public void The_assemblies_say_the_same_as_the_projects()
    {
        var core = typeof(Hub.Core.Storage.HubStore).Assembly.GetReferencedAssemblies().Select(name => name.Name);
        var connectors = typeof(Hub.Connectors.Catalog.ConnectorCatalog).Assembly.GetReferencedAssemblies().Select(name => name.Name);
        var sandbox = typeof(Hub.Sandbox.SandboxHost).Assembly.GetReferencedAssemblies().Select(name => name.Name);

        Assert.Multiple(() =>
        {
            Assert.That(core, Has.None.EqualTo("Hub.Connectors").And.None.EqualTo("Hub.Api"));
            Assert.That(connectors, Has.None.EqualTo("Hub.Core").And.None.EqualTo("Hub.Api"));
            Assert.That(sandbox, Has.None.StartsWith("Hub."));
        });
    }

    [Test]
    public void Every_secret_of_a_built_in_manifest_is_marked_as_one()
    {
        var suspects = Directory.GetFiles(Repository.Root, "connector.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Hub.Connectors.Abstractions.ManifestFile.Read(file) is var manifest
                ? manifest.Settings.App.Concat(manifest.Settings.Connection).Select(field => (file, field))
                : [])
            .Where(item => item.field.Key.Contains("secret", StringComparison.OrdinalIgnoreCase)
                || item.field.Key.EndsWith("token", StringComparison.OrdinalIgnoreCase))
            .Where(item => item.field.Type != Hub.Connectors.Abstractions.SettingType.Secret);

        Assert.That(suspects.Select(item => $"{item.file}: {item.field.Key}"), Is.Empty);
    }

    private static IEnumerable<string> Projects => Allowed.Keys;

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(Path.Combine(Repository.Root, project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
