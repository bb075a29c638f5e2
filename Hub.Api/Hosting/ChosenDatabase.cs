namespace Hub.Api.Hosting;

/// <summary>The one that is configured, or else the embedded one in the data directory.</summary>
internal sealed record ChosenDatabase(string ConnectionString)
{
    public override string ToString() => nameof(ChosenDatabase); // a password may be in it
}
