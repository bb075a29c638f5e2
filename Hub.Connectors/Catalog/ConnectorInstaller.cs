using System.Reflection;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>Brings one entry as far as it goes: found, fit, configured, constructed. Whatever stops it becomes its state.</summary>
internal sealed class ConnectorInstaller(
    ConnectorsFile file,
    BuiltInConnectors builtIns,
    Func<string, string?> env,
    Func<ConnectorManifest, ConnectorSettings, ConnectorHost> host)
{
    public InstalledConnector Install(ConnectorEntry entry)
    {
        ConnectorManifest? manifest = null;
        var template = new EnvironmentTemplate(env);
        try
        {
            if (entry.Problem is { } malformed)
                throw new ConnectorRefused(InstalledState.Misconfigured, malformed);
            if (!entry.Enabled)
                return new InstalledConnector(entry.Id, InstalledState.Disabled, Peek(entry), null, null);
            var source = Find(entry);
            manifest = ManifestReader.Read(source.ManifestPath, entry.Id);
            if (ContractFit.Problem(manifest.Contract) is { } unfit)
                throw new ConnectorRefused(InstalledState.Incompatible, unfit);
            var settings = Settings(entry, manifest, template);
            var connector = Construct(source.Load(), manifest, host(manifest, settings));
            Refuse(entry, connector.Validate(SettingsScope.App, settings), template);
            return new InstalledConnector(entry.Id, InstalledState.Active, manifest, connector, null)
            {
                Place = SettingsPlace.Of(manifest.Settings.App, settings),
            };
        }
        catch (ConnectorRefused refused)
        {
            return Stopped(entry, refused.State, manifest, Masked(refused.Problem, template)) with
            {
                IsNotSetUp = refused.State == InstalledState.Misconfigured && manifest is not null && IsBlank(entry),
            };
        }
        catch (Exception exception) when (exception is TypeLoadException or MissingMemberException or ReflectionTypeLoadException)
        {
            return Stopped(entry, InstalledState.Incompatible, manifest, CatalogTexts.DoesNotFit(exception.GetType().Name));
        }
        catch (Exception exception)
        {
            // The connector's own code may throw anything, and nothing it throws may stop the hub. Its message may quote a secret.
            return Stopped(entry, InstalledState.Malfunctioned, manifest, CatalogTexts.Failed(exception.GetType().Name));
        }
    }

    private ConnectorSource Find(ConnectorEntry entry)
    {
        if (entry.Assembly is not null)
            return PluginFiles.Find(file, entry);
        if (builtIns.ManifestOf(entry.Id) is { } path)
            return new ConnectorSource(path, () => builtIns.Assembly);
        var problem = CatalogTexts.UnknownId(entry.Id, builtIns.Ids);
        throw new ConnectorRefused(InstalledState.NotFound, CatalogTexts.At(file.Name, file.Lines.Of(entry.Path), problem));
    }

    // An entry may name all its variables while none of them is set. What is malformed is no blank: somebody has written it.
    private bool IsBlank(ConnectorEntry entry)
    {
        var template = new EnvironmentTemplate(env);
        return entry.Problem is null && IsBlank(template.Apply(entry.Settings)) && template.Problems.All(problem => problem.Message != CatalogTexts.BadReference);
    }

    private static bool IsBlank(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.Object => value.EnumerateObject().All(property => IsBlank(property.Value)),
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        _ => false,
    };

    // What is switched off is shown with its name where that can be had.
    private ConnectorManifest? Peek(ConnectorEntry entry)
    {
        try
        {
            return ManifestReader.Read(Find(entry).ManifestPath, entry.Id);
        }
        catch (Exception exception) when (exception is ConnectorRefused or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private ConnectorSettings Settings(ConnectorEntry entry, ConnectorManifest manifest, EnvironmentTemplate template)
    {
        var given = template.Apply(entry.Settings);
        Refuse(entry, template.Problems, template);
        var result = SettingsCheck.Check(manifest.Settings.App, given);
        foreach (var secret in manifest.Settings.App.Where(field => field.Type == SettingType.Secret))
            template.Hide(result.Settings.Text(secret.Key));
        Refuse(entry, result.Problems, template);
        return result.Settings;
    }

    private void Refuse(ConnectorEntry entry, IReadOnlyList<SettingProblem> problems, EnvironmentTemplate template)
    {
        if (problems.Count > 0)
            throw new ConnectorRefused(
                InstalledState.Misconfigured, CatalogTexts.All(problems.Select(problem => Located(entry, problem, template))));
    }

    private LocalizedText Located(ConnectorEntry entry, SettingProblem problem, EnvironmentTemplate template)
    {
        var message = template.Unset.TryGetValue(problem.Field, out var variable)
            ? CatalogTexts.AndVariableIsUnset(problem.Message, variable)
            : problem.Message;
        var line = file.Lines.Of($"{entry.Path}.settings.{problem.Field}");
        return CatalogTexts.At(file.Name, line, $"{entry.Id}.settings.{problem.Field}", message);
    }

    private static IConnector Construct(Assembly assembly, ConnectorManifest manifest, ConnectorHost connectorHost)
    {
        var type = assembly.GetType(manifest.EntryType, throwOnError: false);
        var constructor = typeof(IConnector).IsAssignableFrom(type) ? type.GetConstructor([typeof(ConnectorHost)]) : null;
        if (constructor is null)
            throw new ConnectorRefused(InstalledState.Misconfigured, CatalogTexts.NoEntryType(manifest.EntryType));
        return (IConnector)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [connectorHost], null);
    }

    private static InstalledConnector Stopped(
        ConnectorEntry entry, InstalledState state, ConnectorManifest? manifest, LocalizedText problem) =>
        new(entry.Id, state, manifest, null, problem);

    // A connector's own validator might quote what it refuses.
    private static LocalizedText Masked(LocalizedText problem, EnvironmentTemplate template)
    {
        const int shortestSecret = 6;
        foreach (var value in template.Values.Where(value => value.Length >= shortestSecret))
            problem = new LocalizedText(problem.En.Replace(value, "***"), problem.Vi.Replace(value, "***"));
        return problem;
    }
}
