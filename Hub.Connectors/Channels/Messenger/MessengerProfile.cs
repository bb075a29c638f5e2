using AutoMapper;
using Hub.Connectors.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>Canonical messages to their wire form.</summary>
internal sealed class MessengerProfile : Profile
{
    public MessengerProfile()
    {
        // An empty list of quick replies would be sent as one.
        AllowNullCollections = true;
        CreateMap<Choice, WireQuickReply>()
            .ForCtorParam(nameof(WireQuickReply.Payload), parameter => parameter.MapFrom(choice => choice.Id))
            .ForCtorParam(nameof(WireQuickReply.ContentType), parameter => parameter.MapFrom(_ => "text"))
            .ForAllMembers(member => member.Ignore());
        CreateMap<MessageContent, WireMessage>()
            .ForMember(message => message.QuickReplies, member => member.MapFrom(
                (content, _, _, context) => content.Choices.Count == 0
                    ? null
                    : context.Mapper.Map<List<WireQuickReply>>(content.Choices)))
            .ForMember(message => message.Attachment, member => member.Ignore())
            .ForMember(message => message.Metadata, member => member.Ignore());
    }

    public static IMapper Mapper() =>
        new MapperConfiguration(configuration => configuration.AddProfile<MessengerProfile>(), NullLoggerFactory.Instance).CreateMapper();
}
