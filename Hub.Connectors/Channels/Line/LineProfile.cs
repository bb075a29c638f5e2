using AutoMapper;
using Hub.Connectors.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>Canonical messages to their wire form.</summary>
internal sealed class LineProfile : Profile
{
    public LineProfile()
    {
        CreateMap<Choice, WireQuickReplyItem>().ConvertUsing(choice =>
            new WireQuickReplyItem(new WireAction(choice.Title, LineChoices.Write(choice), choice.Title, "postback"), "action"));
        CreateMap<MessageContent, WireMessage>()
            .ForMember(message => message.Type, member => member.MapFrom(content => content.Kind == MessageKind.Image ? "image" : "text"))
            .ForMember(message => message.OriginalContentUrl, member => member.MapFrom(content => Address(content)))
            .ForMember(message => message.PreviewImageUrl, member => member.MapFrom(content => Address(content)))
            .ForMember(message => message.QuickReply, member => member.MapFrom(
                (content, _, _, context) => content.Choices.Count == 0
                    ? null
                    : new WireQuickReply(context.Mapper.Map<List<WireQuickReplyItem>>(content.Choices))));
    }

    public static IMapper Mapper() =>
        new MapperConfiguration(configuration => configuration.AddProfile<LineProfile>(), NullLoggerFactory.Instance).CreateMapper();

    private static string? Address(MessageContent content) => content.Media.Count == 0 ? null : content.Media[0].Url;
}
