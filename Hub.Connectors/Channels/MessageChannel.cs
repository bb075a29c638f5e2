using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels;

/// <summary>What message channels answer alike: who they are, whether settings are right, and what a draft becomes.</summary>
public abstract class MessageChannel : IConnector
{
    private protected MessageChannel(ConnectorManifest manifest) => Manifest = manifest;

    public ConnectorManifest Manifest { get; }

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) =>
        scope == SettingsScope.App ? ProblemsOfApp(settings) : ProblemsOfAccount(settings);

    public SendPlan Plan(ConnectionContext connection, OutboundDraft draft) =>
        Planner(ChannelLimits.TextLength(connection, Manifest)).Of(draft);

    private protected abstract IReadOnlyList<SettingProblem> ProblemsOfApp(ConnectorSettings settings);

    private protected abstract IReadOnlyList<SettingProblem> ProblemsOfAccount(ConnectorSettings settings);

    private protected abstract ChannelPlan Planner(int textLength);
}
