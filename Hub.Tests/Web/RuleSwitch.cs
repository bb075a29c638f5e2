using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>What switches a rule on and off in the list.</summary>
internal static class RuleSwitch
{
    public static ILocator Of(Visitor visitor, string rule) =>
        visitor.Page.GetByRole(AriaRole.Switch, new() { Name = $"{rule}: bật hoặc tắt" });

    /// <summary>As people do: on what they see of it, once nothing lies over it. A forced click would land on a dialog that is just closing.</summary>
    public static Task Turn(Visitor visitor, string rule) => Of(visitor, rule).Locator("xpath=following-sibling::span").ClickAsync();
}
