namespace Hub.Sandbox;

/// <summary>Where the sandbox can be reached, known once it listens. Attachment addresses in webhooks begin with it.</summary>
sealed class BaseAddress
{
    public string Value { get; set; } = "http://127.0.0.1";
}
