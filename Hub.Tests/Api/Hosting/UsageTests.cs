using Hub.Tests.Support;

namespace Hub.Tests.Api.Hosting;

/// <summary>A slip of the pen starts no hub.</summary>
public sealed class UsageTests
{
    [TestCase("docter", 2)]
    [TestCase("help", 0)]
    [TestCase("--help", 0)]
    [CancelAfter(60_000)]
    public async Task A_word_that_is_no_command_is_answered_with_those_that_are(string word, int exit, CancellationToken cancellation)
    {
        await using var hub = HubProcess.Launch(FakeVendor.RefusedAddress(), [word], new Dictionary<string, string>());

        await hub.Exited(cancellation);

        Assert.That(hub.ExitCode, Is.EqualTo(exit));
        Assert.That(string.Join('\n', hub.Log), Does.Contain("Hub doctor").And.Contains(exit == 0 ? "Hub demo" : $"'{word}'"));
    }
}
