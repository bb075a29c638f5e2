using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Catalog;

/// <summary>What an entry of connectors.json becomes.</summary>
public sealed class ConnectorStateTests
{
    private CatalogFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new CatalogFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_built_in_with_its_settings_is_active()
    {
        _folder.Env["ECHO_SECRET"] = "s3cret";

        var echo = _folder.LoadOne("""
            {
              "$schema": "./docs/connectors.schema.json", // comments and trailing commas are fine
              "connectors": [ { "id": "echo", "settings": { "appSecret": "a-${ECHO_SECRET}-b", "size": "${ECHO_SIZE:-7}", }, }, ],
            }
            """);

        Assert.That((echo.State, echo.Problem, echo.Manifest!.Version), Is.EqualTo((InstalledState.Active, (LocalizedText?)null, "1.2.3")));
        var app = ((EchoConnector)echo.Connector!).App;
        Assert.That(app.Text("appSecret"), Is.EqualTo("a-s3cret-b"));
        Assert.That(app.Json.GetProperty("size").GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public void What_comes_out_of_the_environment_is_not_looked_into_again()
    {
        _folder.Env["ECHO_SECRET"] = "${ECHO_SECRET}$${";

        var echo = _folder.LoadOne("""{"connectors":[{"id":"echo","settings":{"appSecret":"${ECHO_SECRET} $${PLAIN}"}}]}""");

        Assert.That(((EchoConnector)echo.Connector!).App.Text("appSecret"), Is.EqualTo("${ECHO_SECRET}$${ ${PLAIN}"));
    }

    [Test]
    public void A_disabled_one_is_shown_and_not_checked()
    {
        var echo = _folder.LoadOne("""{"connectors":[{"id":"echo","enabled":false,"settings":{"appSecret":"${NOT_SET}"}}]}""");

        Assert.That((echo.State, echo.Connector, echo.Manifest!.Id), Is.EqualTo((InstalledState.Disabled, (IConnector?)null, "echo")));
    }

    [Test]
    public void A_missing_variable_is_named_with_field_and_line()
    {
        var echo = _folder.LoadOne("{\n \"connectors\": [\n  { \"id\": \"echo\",\n    \"settings\": {\n      \"appSecret\": \"${ECHO_SECRET}\" } } ] }");

        Assert.That((echo.State, echo.Manifest!.Id), Is.EqualTo((InstalledState.Misconfigured, "echo")));
        Assert.That(echo.Problem!.En, Does.Contain("connectors.json line 5").And.Contain("echo.settings.appSecret").And.Contain("ECHO_SECRET"));
        Assert.That(echo.Problem.Vi, Does.Contain("dòng 5").And.Contain("ECHO_SECRET"));
    }

    [TestCase("{}", true)]
    [TestCase("""{"appSecret":"${ECHO_SECRET:-}","size":null}""", true)]
    [TestCase("""{"appSecret":"${ECHO_SECRET}"}""", true)]
    [TestCase("""{"appSecret":"${ECHO_SECRET:-}","size":7}""", false)]
    [TestCase("""{"appSecret":"","size":"many"}""", false)]
    [TestCase("""{"appSecret":"${ECHO"}""", false)]
    public void One_without_a_single_value_is_not_set_up_and_half_of_them_is_a_fault(string settings, bool isNotSetUp)
    {
        var echo = _folder.LoadOne($$"""{"connectors":[{"id":"echo","settings":{{settings}}}]}""");

        Assert.That((echo.State, echo.IsNotSetUp), Is.EqualTo((InstalledState.Misconfigured, isNotSetUp)));
        Assert.That(_folder.Log.Lines.Any(line => line.Contains("is not set up")), Is.EqualTo(isNotSetUp));
        Assert.That(_folder.Log.Lines.Any(line => line.Contains("Misconfigured")), Is.EqualTo(!isNotSetUp));
    }

    [TestCase("")]
    [TestCase(null)]
    public void An_empty_default_for_a_required_field_names_the_variable(string? value)
    {
        if (value is not null)
            _folder.Env["ECHO_SECRET"] = value;

        var echo = _folder.LoadOne("""{"connectors":[{"id":"echo","settings":{"appSecret":"${ECHO_SECRET:-}"}}]}""");

        Assert.That(echo.State, Is.EqualTo(InstalledState.Misconfigured));
        Assert.That(echo.Problem!.En, Does.Contain("appSecret: A value is required.").And.Contain("ECHO_SECRET is not set"));
    }

    [TestCase("""{"id":"echo","settings":{"appSecret":"x","size":"many"}}""", "echo.settings.size")]
    [TestCase("""{"id":"echo","settings":{"appSecret":"x","sise":1}}""", "echo.settings.sise")]
    [TestCase("""{"id":"echo","settings":{}}""", "echo.settings.appSecret")]
    [TestCase("""{"id":"echo"}""", "echo.settings.appSecret")]
    [TestCase("""{"id":"echo","settings":{"appSecret":"${"}}""", "${NAME}")]
    [TestCase("""{"id":"echo","settings":{"appSecret":"${A B}"}}""", "${NAME}")]
    [TestCase("""{"id":"echo","settings":[]}""", "\"settings\" has the wrong type")]
    [TestCase("""{"id":"echo","enabled":"yes"}""", "\"enabled\" has the wrong type")]
    [TestCase("""{"id":"echo","setings":{}}""", "\"setings\" is not one of")]
    [TestCase("""{"id":"Echo!"}""", "lower-case letters")]
    [TestCase("""{"id":7}""", "lower-case letters")]
    [TestCase("""{}""", "lower-case letters")]
    [TestCase("""7""", "lower-case letters")]
    [TestCase("""null""", "lower-case letters")]
    public void A_wrong_entry_stops_itself_alone(string entry, string says)
    {
        var connectors = _folder.Load(
            "{\"connectors\":[" + entry + """,{"id":"other"},{"id":"echo","settings":{"appSecret":"x"}}]}""").Connectors;

        Assert.That(connectors[0].State, Is.EqualTo(InstalledState.Misconfigured));
        Assert.That(connectors[0].Problem!.En, Does.Contain("connectors.json line 1").And.Contain(says));
        Assert.That(connectors[1].State, Is.EqualTo(InstalledState.NotFound));
        Assert.That(connectors[1].Problem!.En, Does.Contain("There are: echo."));
        Assert.That(connectors, Has.Count.EqualTo(3));
    }

    [Test]
    public void The_second_of_two_with_one_id_is_left_out()
    {
        var connectors = _folder.Load(
            """{"connectors":[{"id":"echo","settings":{"appSecret":"x"}},{"id":"echo","settings":{"appSecret":"y"}}]}""").Connectors;

        Assert.That(connectors.Select(connector => connector.State), Is.EqualTo(new[] { InstalledState.Active, InstalledState.Misconfigured }));
    }

    [TestCase("\"version\": \"1.2.3\"", "\"version\": \"new\"", "version", InstalledState.Misconfigured)]
    [TestCase("\"contract\": \"1.0\"", "\"contract\": \"one\"", "contract", InstalledState.Misconfigured)]
    [TestCase("\"contract\": \"1.0\"", "\"contract\": \"2.0\"", "Update the hub", InstalledState.Incompatible)]
    [TestCase("\"contract\": \"1.0\"", "\"contract\": \"1.99\"", "Update the hub", InstalledState.Incompatible)]
    [TestCase("\"kinds\": [\"channel\"]", "\"kinds\": []", "kinds", InstalledState.Misconfigured)]
    [TestCase("\"kinds\": [\"channel\"]", "\"kinds\": null", "kinds", InstalledState.Misconfigured)]
    [TestCase("\"kinds\": [\"channel\"]", "\"kinds\": [\"spaceship\"]", "kinds", InstalledState.Misconfigured)]
    [TestCase("\"*.echo.example\"", "\"*\"", "hosts[1]", InstalledState.Misconfigured)]
    [TestCase("\"*.echo.example\"", "\"https://x/\"", "hosts[1]", InstalledState.Misconfigured)]
    [TestCase("\"*.echo.example\"", "null", "hosts[1]", InstalledState.Misconfigured)]
    [TestCase("\"key\": \"size\"", "\"key\": \"appSecret\"", "settings.App", InstalledState.Misconfigured)]
    [TestCase("\"default\": 3", "\"default\": \"three\"", "default", InstalledState.Misconfigured)]
    [TestCase("\"vi\": \"Khóa\"", "\"vi\": \"\"", "label", InstalledState.Misconfigured)]
    [TestCase("\"entryType\": \"Hub", "\"entryType\": \"Pub", "EchoConnector", InstalledState.Misconfigured)]
    [TestCase("\"id\": \"echo\",", "", "id", InstalledState.Misconfigured)]
    public void A_manifest_that_does_not_fit_is_named(string old, string now, string says, InstalledState state)
    {
        var changed = CatalogFolder.EchoManifest.Replace(old, now);
        Assert.That(changed, Is.Not.EqualTo(CatalogFolder.EchoManifest));
        _folder.WriteManifest(changed);

        var echo = _folder.LoadOne("""{"connectors":[{"id":"echo","settings":{"appSecret":"x"}}]}""");

        Assert.That((echo.State, echo.Connector), Is.EqualTo((state, (IConnector?)null)));
        Assert.That(echo.Problem!.En, Does.Contain(says).IgnoreCase);
    }

    [TestCase("""{ "appSecret": "canary-refused" }""")]
    [TestCase("""{ "appSecret": "${ECHO_SECRET}", "size": "canary-from-env" }""")]
    [TestCase("""{ "appSecret": ["canary-refused"] }""")]
    public void No_problem_and_no_log_line_quotes_a_secret(string settings)
    {
        _folder.Env["ECHO_SECRET"] = "canary-from-env";

        var result = _folder.Load("{\"connectors\":[{\"id\":\"echo\",\"settings\":" + settings + "}]}");

        var echo = result.Connectors.Single();
        Assert.That(echo.State, Is.EqualTo(InstalledState.Misconfigured));
        Assert.That($"{result} {echo} {string.Join('\n', _folder.Log.Lines)}", Does.Not.Contain("canary"));
        Assert.That(_folder.Log.Lines.Single(), Does.StartWith("3002 Connector echo is Misconfigured"));
    }
}
