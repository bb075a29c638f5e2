namespace Hub.Connectors.Abstractions;

/// <summary>For connectors that run without an app of the operator's at the vendor, yet need one before anybody can be sent there.</summary>
public interface IGrantSettings : IAuthorize
{
    /// <returns>App settings that are missing for it; empty when people can be sent to the vendor.</returns>
    IReadOnlyList<SettingProblem> GrantProblems();
}
