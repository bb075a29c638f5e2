using Hub.Core.Teams;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>What the platform itself sends, from the first word to TikTok's verdict.</summary>
public sealed class AutoMessagePageTests : WebTest
{
    private string _path = "";

    protected override async Task Prepare() => _path = $"/connections/{(await Shop.ConnectTikTok()).GetProperty("id").GetGuid()}";

    [Test]
    public async Task Messages_are_written_reviewed_sorted_switched_and_deleted()
    {
        var owner = await SignIn(kind: new VisitorKind("en"));
        await owner.Settle(_path);
        await owner.Link("Manage: Automatic messages").ClickAsync();

        await owner.Button("Write the greeting").ClickAsync();
        await owner.Button("Save").ClickAsync();
        await Sees(owner.Text("A value is required."));
        await Dialog(owner).GetByLabel("Greeting").FillAsync("Welcome to Hoa Mai!");
        await owner.Button("Save").ClickAsync();
        await Sees(owner.Text("Welcome to Hoa Mai!"));
        await Sees(owner.Text("Approved")); // the page hears of the review's end by itself
        await SeesNo(owner.Button("Write the greeting")); // there may be one
        var greets = owner.Page.GetByRole(AriaRole.Switch, new() { Name = "Greeting: on" });
        await greets.Locator("xpath=following-sibling::span").ClickAsync(); // a forced click would land on a dialog that is just closing
        await Assertions.Expect(greets).ToBeCheckedAsync(new() { Timeout = 30_000 });

        await Prompt(owner, "Price", "How much is it?");
        await Prompt(owner, "Site", "See http://hoamai.example");
        await Sees(owner.Text("Rejected"));
        await Sees(owner.Page.GetByText("Change it and save"));
        Assert.That(await owner.Barriers(), Is.Empty);
        await owner.Button("Move up: Site").ClickAsync();
        await Sees(owner.Button("Move up: Price"));
        await owner.Button("Delete: Site").ClickAsync();
        await Dialog(owner).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await SeesNo(owner.Text("See http://hoamai.example"));

        // Whoever did not wait for TikTok's verdict finds it among the alerts.
        await owner.Settle("/orders");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Alerts" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "rejected an automatic message" }).ClickAsync();
        await Sees(owner.Heading("Automatic messages"));

        await owner.Resize(390);
        Assert.That(await owner.Overflow(), Is.LessThanOrEqualTo(0));
        Assert.That(await owner.Barriers(), Is.Empty);
    }

    [Test]
    public async Task Somebody_who_may_only_look_changes_nothing()
    {
        var viewer = await SignIn(BuiltInRoles.Viewer.Id);
        await viewer.Settle(_path + "/auto-messages");
        await Sees(viewer.Heading("Gợi ý trò chuyện"));
        await SeesNo(viewer.Button("Thêm gợi ý"));
        await Assertions.Expect(viewer.Page.GetByRole(AriaRole.Switch).First).ToBeDisabledAsync();
    }

    private static ILocator Dialog(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Dialog);

    private static async Task Prompt(Visitor owner, string title, string text)
    {
        await owner.Button("Add a prompt").ClickAsync();
        await owner.Field("Words on the button").FillAsync(title);
        await owner.Field("Message that the customer sends").FillAsync(text);
        await owner.Button("Save").ClickAsync();
        await Sees(owner.Page.GetByRole(AriaRole.Button, new() { Name = $": {title}" }));
    }
}
