namespace Hub.Api.Hosting;

/// <summary>The hub cannot start as it is configured; the message is for the operator.</summary>
public sealed class StartRefused(string message, Exception? inner = null) : Exception(message, inner);
