using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;

namespace Hub.Core.Connections;

/// <param name="AccountId">Null when the vendor is to say whose credentials these are.</param>
/// <param name="Limits">Overrides of the manifest's limits.</param>
public sealed record NewConnection(
    string ConnectorId, string? AccountId, string Name, JsonElement Settings, JsonElement? Limits, Credentials? Credentials,
    Guid? TeamId = null);

/// <summary>Null means: as it is.</summary>
/// <param name="Settings">Put over the ones that there are; a null value takes a setting away. Secrets that are not named stay.</param>
public sealed record ConnectionChange(string? Name, JsonElement? Settings, JsonElement? Limits, Credentials? Credentials, bool? Enabled,
    Change<Guid?>? Team = null)
{
    /// <summary>It is about more than how the connection is called and whose it is.</summary>
    public bool NeedsTokens => Settings is not null || Limits is not null || Credentials is not null || Enabled is not null;

    /// <summary>Whoever asks for this means a connection that waits to go on.</summary>
    public bool IsToGoOn => Enabled ?? (Settings is not null || Credentials is not null);
}

/// <summary>Closed.</summary>
public abstract record SetupAnswer
{
    private SetupAnswer()
    {
    }

    public sealed record Done(Connection Connection) : SetupAnswer;

    public sealed record Invalid(IReadOnlyList<SettingProblem> Problems) : SetupAnswer;

    public sealed record ConnectorNotActive(LocalizedText? Problem) : SetupAnswer;

    /// <param name="Here">The connection that has it; null where it is another workspace's: which one is nobody's business.</param>
    public sealed record AccountTaken(Guid? Here) : SetupAnswer;

    public sealed record NotFound : SetupAnswer;

    /// <summary>It is disconnected: connecting the account again brings it back.</summary>
    public sealed record Ended : SetupAnswer;

    /// <summary>The vendor did not accept the credentials.</summary>
    /// <param name="Field">Where it was entered; null where it may be one of several.</param>
    public sealed record Refused(Outcome Outcome, string? Field) : SetupAnswer;
}
