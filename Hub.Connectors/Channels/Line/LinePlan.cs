using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>LINE takes texts, choices below them, and pictures that lie at a public address; it takes no files.</summary>
internal sealed class LinePlan(int textLength) : ChannelPlan("LINE", textLength)
{
    private const int TitleLength = 20;

    protected override int MostChoices => 13;

    protected override SendPlan? Refusal(OutboundDraft draft) =>
        NoTag(draft) ?? NoQuote(draft) ?? Only(draft, MessageKind.Text, MessageKind.Choices, MessageKind.Image) ?? NoFile(draft);

    protected override SendPlan? Choices(IReadOnlyList<Choice> choices) => IdsAndTitles(choices, TitleLength, LineChoices.DataLength);

    protected override IEnumerable<MessageContent> Parts(MessageContent content) => WordsThenFiles(content);

    private static SendPlan? NoFile(OutboundDraft draft) => draft.Contents.SelectMany(content => content.Media).All(IsPublic)
        ? null
        : No(
            "media",
            "LINE takes a picture by its public https address only, not as a file.",
            "LINE chỉ nhận hình ảnh qua địa chỉ https công khai, không nhận tệp.");

    private static bool IsPublic(MediaRef media) => media.Url?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
}
