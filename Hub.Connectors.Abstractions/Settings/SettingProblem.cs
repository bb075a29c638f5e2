namespace Hub.Connectors.Abstractions;

/// <summary>Whose settings: the app's in <c>connectors.json</c>, or one connection's.</summary>
public enum SettingsScope
{
    App,
    Connection,
}

/// <summary>One wrong setting in words that a person can act on.</summary>
public sealed record SettingProblem(string Field, LocalizedText Message);
