namespace Hub.Connectors.Abstractions;

/// <summary>For platforms where one subscription serves all accounts of the operator's app. Since contract 1.5.</summary>
public interface IShareSubscription : ISubscribe
{
    /// <summary>It stays when an account goes, since others live on it: <see cref="ISubscribe.Remove"/> is not called then.</summary>
    bool StaysForOthers { get; }
}
