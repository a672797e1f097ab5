using Axis.Core.Edxml.Strict;
using Axis.Core.Edxml.Tolerance;

namespace Axis.Core.Edxml;

/// <summary>Takes a message from a packet's element tree. No mode ever enters a signature.</summary>
public static class MessageBinder
{
    /// <summary>Binds the message below the root element.</summary>
    /// <exception cref="EdxmlFormatException">
    /// Native: anything but the strict profile. Tolerant: no envelope, or no usable sender.
    /// </exception>
    public static BoundMessage Bind(ElementNode root, BindingMode mode)
    {
        ArgumentNullException.ThrowIfNull(root);
        return mode switch
        {
            BindingMode.Native => StrictBinder.Bind(root),
            BindingMode.Tolerant => TolerantBinder.Bind(root),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        };
    }
}
