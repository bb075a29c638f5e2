namespace Hub.Tests.Web;

/// <summary>Ends the browser after the last of these tests.</summary>
[SetUpFixture]
public sealed class WebTestRun
{
    [OneTimeTearDown]
    public Task StopChromium() => Chromium.Stop();
}
