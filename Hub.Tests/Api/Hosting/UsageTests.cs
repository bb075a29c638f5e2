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

    [TestCase("There is no option '--rol'", "--rol=api")]
    [TestCase("There is no option '--Hub:PublicUri'", "--Hub:PublicUri=https://hub.example.com")]
    [TestCase("There is no command 'owner-lnk'", "owner-lnk", "--role=api")]
    [TestCase("There is no option '--bogus'", "owner-link", "--bogus")]
    [TestCase("There is no option '--emial'", "owner-link", "--emial", "a@example.vn")]
    [TestCase("The option '--email' takes a value", "owner-link", "--email", "--without-authenticator")]
    [TestCase("There is no option '--jsn'", "doctor", "--jsn")]
    [TestCase("There is no option '--chek'", "demo", "--chek")]
    [CancelAfter(60_000)]
    public async Task An_option_that_no_command_has_is_refused_before_anything_is_done(string words, params string[] args)
    {
        await using var hub = HubProcess.Launch(FakeVendor.RefusedAddress(), args, new Dictionary<string, string>());

        await hub.Exited(TestContext.CurrentContext.CancellationToken);

        Assert.That(hub.ExitCode, Is.EqualTo(2));
        Assert.That(string.Join('\n', hub.Log), Does.Contain(words));
    }
}
