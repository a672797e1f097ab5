namespace Axis.Node.Events;

/// <summary>Makes receivers out of a section of the settings.</summary>
public interface IEventTargetSource
{
    /// <summary>The receivers; called once.</summary>
    /// <exception cref="Options.SettingsException">What a setting names cannot be used.</exception>
    IEnumerable<IEventTarget> Targets();
}
