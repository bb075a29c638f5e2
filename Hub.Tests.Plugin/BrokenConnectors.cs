using Hub.Connectors.Abstractions;

namespace Acme;

public sealed class ThrowsWhenBuilt : AcmeConnector
{
    public ThrowsWhenBuilt(ConnectorHost host) : base(host) =>
        throw new InvalidOperationException("Cannot start with " + host.App.Text("apiKey"));
}

public sealed class ThrowsWhenAsked(ConnectorHost host) : AcmeConnector(host)
{
    public override IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) =>
        throw new FormatException(settings.Text("apiKey"));
}

public sealed class ThrowsWhenTouched(ConnectorHost host) : AcmeConnector(host)
{
    static ThrowsWhenTouched() => throw new FormatException("never");
}

public sealed class MissesAMember : AcmeConnector
{
    public MissesAMember(ConnectorHost host) : base(host) => throw new MissingMethodException("ConnectorHost", "Later");
}

public sealed class TakesTooMuch(ConnectorHost host, string more) : AcmeConnector(host)
{
    public string More => more;
}

public sealed class NoConnector(ConnectorHost host)
{
    public ConnectorHost Host => host;
}
